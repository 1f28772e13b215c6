
namespace ObShellSdk.Alarms;

/// <summary>The status of a silencer.</summary>
public sealed record SilencerStatus : ObShellRecord
{
    /// <summary>The state of the silencer.</summary>
    public SilencerState State { get; init; }
}
