namespace ObShellSdk.Metrics;

/// <summary>Metrics that belong into one chart.</summary>
public sealed record MetricGroup : ObShellRecord
{
    /// <summary>A text for display, in the language of the call.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display, in the language of the call.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The metrics.</summary>
    public IReadOnlyList<MetricMeta> Metrics { get; init => field = value ?? []; } = [];
}
