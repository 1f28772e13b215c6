using System.Text.Json.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The observers to stop, and how to stop them.</summary>
public sealed record StopClusterRequest
{
    /// <summary>The observers.</summary>
    public required ClusterScope Scope { get; init; }

    /// <summary>
    /// How to stop them. <see cref="ObserverStopMode.StopService"/> (the default) is for observers of one zone; while the database is not available, only
    /// <see cref="ObserverStopMode.Kill"/> works, and not for zones. With IPv6 addresses, the agent cannot tell the zone of single observers (<see cref="ClusterScope.Servers"/>): it then
    /// refuses <see cref="ObserverStopMode.StopService"/> with <see cref="ObShellErrorCodes.ServerStoppedInMultiZone"/> while any observer is stopped, even one of the same zone, and does not notice
    /// observers of several zones. Stop the whole zone instead.
    /// </summary>
    [JsonIgnore]
    public ObserverStopMode Mode { get; init; }

    /// <summary>The generic ids of failed DAGs that block this operation and are to be passed first. Default: none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DagsToPass { get; init => field = value ?? []; } = [];

    [JsonInclude]
    internal bool Force => Mode == ObserverStopMode.Kill;

    [JsonInclude]
    internal bool Terminate => Mode == ObserverStopMode.Terminate;

    [JsonInclude]
    [JsonPropertyName("forcePassDag")]
    internal PassedDags? ForcePassDag => PassedDags.Of(DagsToPass);

    internal void Validate(string name)
    {
        if (Scope is null)
        {
            throw new ArgumentException($"{nameof(Scope)} must not be null.", name);
        }

        if (!Enum.IsDefined(Mode) || (Scope.IsGlobal && Mode == ObserverStopMode.StopService))
        {
            throw new ArgumentException(
                $"{nameof(Mode)} must be {nameof(ObserverStopMode.Terminate)} or {nameof(ObserverStopMode.Kill)}; {nameof(ObserverStopMode.StopService)} cannot be used for all observers.", name);
        }
    }
}
