
namespace ObShellSdk.Alarms;

/// <summary>A filter for silencers. Members that are null do not filter.</summary>
public sealed record SilencerFilter
{
    /// <summary>The kind of instance that is silenced.</summary>
    public ObInstanceType? InstanceType { get; init; }

    /// <summary>The instance that is silenced: a cluster, server or tenant. Silencers of zones cannot be found by it.</summary>
    public ObInstance? Instance { get; init; }

    /// <summary>A text that the comment contains; case-sensitive.</summary>
    public string? Keyword { get; init; }
}
