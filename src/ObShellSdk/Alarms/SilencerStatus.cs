
namespace ObShellSdk.Alarms;

/// <summary>Whether a silencer is in force.</summary>
public sealed record SilencerStatus : ObShellRecord
{
    /// <summary>Whether it is.</summary>
    public SilencerState State { get; init; }
}
