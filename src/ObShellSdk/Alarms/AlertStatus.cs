
namespace ObShellSdk.Alarms;

/// <summary>The state of an alert in Alertmanager, and its cause.</summary>
public sealed record AlertStatus : ObShellRecord
{
    /// <summary>The fingerprints of the alerts that inhibit this one (<see cref="Alert.Fingerprint"/>).</summary>
    public IReadOnlyList<string> InhibitedBy { get; init => field = value ?? []; } = [];

    /// <summary>The ids of the silencers that silence this alert (<see cref="Silencer.Id"/>).</summary>
    public IReadOnlyList<string> SilencedBy { get; init => field = value ?? []; } = [];

    /// <summary>The state of the alert.</summary>
    public AlertState State { get; init; }
}
