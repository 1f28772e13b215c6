namespace ObShellSdk.Metrics;

/// <summary>One metric that can be asked for.</summary>
public sealed record MetricMeta : ObShellRecord
{
    /// <summary>A text for display, in the language of the call.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The unit of its values, such as <c>times/s</c>, <c>MB</c> or <c>%</c>; empty for bare numbers.</summary>
    public string Unit { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display, in the language of the call.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>What a query names it by.</summary>
    public string Key { get; init => field = value ?? ""; } = "";
}
