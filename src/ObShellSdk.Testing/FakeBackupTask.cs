namespace ObShellSdk.Testing;

/// <summary>A backup of one tenant as overviews report it. New: completed, with the values of a real answer.</summary>
public sealed record FakeBackupTask
{
    /// <summary>Number of the tenant. Default: null, that of the tenant it is given to.</summary>
    public long? TenantId { get; set; }

    /// <summary>Number of the task.</summary>
    public long TaskId { get; set; } = 1;

    /// <summary>Number of the job that the task belongs to.</summary>
    public long JobId { get; set; } = 1;

    /// <summary>Incarnation of the tenant.</summary>
    public long Incarnation { get; set; } = 1;

    /// <summary>Number of the backup set.</summary>
    public long BackupSetId { get; set; } = 1;

    /// <summary>When the task began.</summary>
    public DateTimeOffset StartTimestamp { get; set; } = new DateTimeOffset(2024, 10, 12, 18, 8, 8, TimeSpan.FromHours(8)).AddTicks(7237140);

    /// <summary>When the task ended. Null: not yet, which the agent writes as 0001-01-01T00:00:00Z.</summary>
    public DateTimeOffset? EndTimestamp { get; set; } = new DateTimeOffset(2024, 10, 12, 18, 10, 43, TimeSpan.FromHours(8)).AddTicks(4874260);

    /// <summary>State in the database's words, such as <c>INIT</c>, <c>DOING</c>, <c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELED</c>.</summary>
    public string Status { get; set; } = "COMPLETED";

    /// <summary>SCN at which the backup begins.</summary>
    public long StartScn { get; set; } = 1728727696264250400;

    /// <summary>SCN that the backup reaches.</summary>
    public long EndScn { get; set; } = 1728727843446713000;

    /// <summary>SCN at which the backup of user log streams begins.</summary>
    public long UserLsStartScn { get; set; } = 1728727710694531300;

    /// <summary>Encryption of the backup set.</summary>
    public string EncryptionMode { get; set; } = "NONE";

    /// <summary>Bytes read.</summary>
    public long InputBytes { get; set; } = 128825794;

    /// <summary>Bytes written.</summary>
    public long OutputBytes { get; set; } = 22320897;

    /// <summary>Bytes written per second, with fraction.</summary>
    public double OutputRateBytes { get; set; } = 144225.6503;

    /// <summary>Bytes of additional metadata.</summary>
    public long ExtraMetaBytes { get; set; }

    /// <summary>Tablets to back up.</summary>
    public long TabletCount { get; set; } = 596;

    /// <summary>Tablets done.</summary>
    public long FinishTabletCount { get; set; } = 596;

    /// <summary>Macro blocks to back up.</summary>
    public long MacroBlockCount { get; set; } = 61;

    /// <summary>Macro blocks done.</summary>
    public long FinishMacroBlockCount { get; set; } = 61;

    /// <summary>Files written.</summary>
    public long FileCount { get; set; }

    /// <summary>Turn of the metadata.</summary>
    public long MetaTurnId { get; set; } = 1;

    /// <summary>Turn of the data.</summary>
    public long DataTurnId { get; set; }

    /// <summary>0 for success, else an error number of the database.</summary>
    public long Result { get; set; }

    /// <summary>Remark of the database.</summary>
    public string Comment { get; set; } = "";

    /// <summary>Where the backup lies.</summary>
    public string Path { get; set; } = "file:///data/nfs/backup/data";
}
