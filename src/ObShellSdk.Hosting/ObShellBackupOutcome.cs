namespace ObShellSdk.Hosting;

/// <summary>What became of one scheduled backup of one tenant.</summary>
public enum ObShellBackupOutcome
{
    /// <summary>The backup completed. This host started it or waited for it.</summary>
    Succeeded,

    /// <summary>The tenant was already backed up for this due time, for example by another replica; nothing was started.</summary>
    AlreadyBackedUp,

    /// <summary>Every attempt failed.</summary>
    Failed,

    /// <summary>Another caller canceled the backup; it is not started again before the next due time.</summary>
    Canceled,

    /// <summary>No backup could be started before <see cref="ObShellBackupScheduleOptions.CatchUp"/> or the next due time.</summary>
    Missed,
}
