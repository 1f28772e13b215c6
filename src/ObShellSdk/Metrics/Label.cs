
namespace ObShellSdk.Metrics;

/// <summary>One label of Prometheus.</summary>
public sealed record Label : ObShellRecord
{
    /// <summary>The name, such as <c>svr_ip</c>.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>What it says.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}
