namespace ObShellSdk.Metrics;

/// <summary>A large part of the catalogue, such as the performance of the database.</summary>
public sealed record MetricClass : ObShellRecord
{
    /// <summary>A text for display, in the language of the call.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display, in the language of the call.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The name that no language changes.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>The groups. Those about shared storage are there only where the cluster has it.</summary>
    public IReadOnlyList<MetricGroup> MetricGroups { get; init => field = value ?? []; } = [];
}
