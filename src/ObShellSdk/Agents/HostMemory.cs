
namespace ObShellSdk.Agents;

/// <summary>The memory of a host as the kernel reports it: text with a unit, such as <c>16265940 kB</c>.</summary>
public sealed record HostMemory : ObShellRecord
{
    /// <summary>The unused memory.</summary>
    public string Free { get; init => field = value ?? ""; } = "";

    /// <summary>The total memory.</summary>
    public string Total { get; init => field = value ?? ""; } = "";

    /// <summary>The memory that is available for new processes.</summary>
    public string Available { get; init => field = value ?? ""; } = "";
}
