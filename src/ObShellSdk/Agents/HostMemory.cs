
namespace ObShellSdk.Agents;

/// <summary>The memory of a host, as the kernel tells it: text with unit, such as <c>16265940 kB</c>.</summary>
public sealed record HostMemory : ObShellRecord
{
    /// <summary>What nobody uses.</summary>
    public string Free { get; init => field = value ?? ""; } = "";

    /// <summary>What there is.</summary>
    public string Total { get; init => field = value ?? ""; } = "";

    /// <summary>What could be had.</summary>
    public string Available { get; init => field = value ?? ""; } = "";
}
