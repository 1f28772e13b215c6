
namespace ObShellSdk.Alarms;

/// <summary>Which silencers to list. Members that are null do not filter.</summary>
public sealed record SilencerFilter
{
    /// <summary>That silence this kind of thing.</summary>
    public ObInstanceType? InstanceType { get; init; }

    /// <summary>That silence this very thing: a cluster, server or tenant. Those of zones are not found so.</summary>
    public ObInstance? Instance { get; init; }

    /// <summary>With this in their comment; case counts.</summary>
    public string? Keyword { get; init; }
}
