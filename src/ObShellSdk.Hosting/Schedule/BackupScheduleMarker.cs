namespace ObShellSdk.Hosting.Schedule;

/// <summary>Counts the schedules of a host, which gives their options different names.</summary>
internal sealed class BackupScheduleMarker;
