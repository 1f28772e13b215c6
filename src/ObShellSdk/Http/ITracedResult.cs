namespace ObShellSdk.Http;

/// <summary>A result that the span of its call names.</summary>
internal interface ITracedResult
{
    /// <summary>The id of the DAG, or null if it must not be shown.</summary>
    string? DagId { get; }
}
