
namespace ObShellSdk.Alarms;

/// <summary>What Alertmanager does with an alert, and why.</summary>
public sealed record AlertStatus : ObShellRecord
{
    /// <summary>The alerts that keep it quiet (<see cref="Alert.Fingerprint"/>).</summary>
    public IReadOnlyList<string> InhibitedBy { get; init => field = value ?? []; } = [];

    /// <summary>The silencers that keep it quiet (<see cref="Silencer.Id"/>).</summary>
    public IReadOnlyList<string> SilencedBy { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is reported.</summary>
    public AlertState State { get; init; }
}
