namespace ObShellSdk.Testing;

/// <summary>A backup task of one tenant as overviews report it. A new instance is a completed backup with the values of a real response.</summary>
public sealed record FakeBackupTask
{
    /// <summary>The tenant's ID, or null for that of the tenant it is assigned to (the default).</summary>
    public long? TenantId { get; set; }

    /// <summary>The task's ID.</summary>
    public long TaskId { get; set; } = 1;

    /// <summary>The ID of the job that the task belongs to.</summary>
    public long JobId { get; set; } = 1;

    /// <summary>The incarnation of the tenant.</summary>
    public long Incarnation { get; set; } = 1;

    /// <summary>The ID of the backup set.</summary>
    public long BackupSetId { get; set; } = 1;

    /// <summary>The time the task started.</summary>
    public DateTimeOffset StartTimestamp { get; set; } = new DateTimeOffset(2024, 10, 12, 18, 8, 8, TimeSpan.FromHours(8)).AddTicks(7237140);

    /// <summary>The time the task ended, or null if it is running; the agent sends 0001-01-01T00:00:00Z then.</summary>
    public DateTimeOffset? EndTimestamp { get; set; } = new DateTimeOffset(2024, 10, 12, 18, 10, 43, TimeSpan.FromHours(8)).AddTicks(4874260);

    /// <summary>The status as the database names it, such as <c>INIT</c>, <c>DOING</c>, <c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELED</c>.</summary>
    public string Status { get; set; } = "COMPLETED";

    /// <summary>The SCN at which the backup starts.</summary>
    public long StartScn { get; set; } = 1728727696264250400;

    /// <summary>The SCN at which the backup ends.</summary>
    public long EndScn { get; set; } = 1728727843446713000;

    /// <summary>The SCN at which the backup of user log streams starts.</summary>
    public long UserLsStartScn { get; set; } = 1728727710694531300;

    /// <summary>The encryption mode of the backup set.</summary>
    public string EncryptionMode { get; set; } = "NONE";

    /// <summary>The number of bytes read.</summary>
    public long InputBytes { get; set; } = 128825794;

    /// <summary>The number of bytes written.</summary>
    public long OutputBytes { get; set; } = 22320897;

    /// <summary>The number of bytes written per second.</summary>
    public double OutputRateBytes { get; set; } = 144225.6503;

    /// <summary>The number of bytes of additional metadata.</summary>
    public long ExtraMetaBytes { get; set; }

    /// <summary>The number of tablets to back up.</summary>
    public long TabletCount { get; set; } = 596;

    /// <summary>The number of tablets backed up.</summary>
    public long FinishTabletCount { get; set; } = 596;

    /// <summary>The number of macro blocks to back up.</summary>
    public long MacroBlockCount { get; set; } = 61;

    /// <summary>The number of macro blocks backed up.</summary>
    public long FinishMacroBlockCount { get; set; } = 61;

    /// <summary>The number of files written.</summary>
    public long FileCount { get; set; }

    /// <summary>The turn of the metadata.</summary>
    public long MetaTurnId { get; set; } = 1;

    /// <summary>The turn of the data.</summary>
    public long DataTurnId { get; set; }

    /// <summary>The result: 0 for success, otherwise an error number of the database.</summary>
    public long Result { get; set; }

    /// <summary>The comment of the database.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The location of the backup.</summary>
    public string Path { get; set; } = "file:///data/nfs/backup/data";
}
