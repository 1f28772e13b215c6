using ObShellSdk.Backup;

namespace ObShellSdk.Tests.Docs;

/// <summary>The code of docs/guide/long-running-operations.md that decides by a status.</summary>
public sealed class StatusExamples
{
    [Theory]
    [InlineData("completed", "done")]
    [InlineData("FAILED", "no space left")]
    [InlineData("BACKUP_SYS_META", "BACKUP_SYS_META")]
    public void Describe_decides_by_the_status_in_either_case(string status, string text) =>
        Assert.Equal(text, Describe(new CdbObBackupTask { Status = new BackupTaskStatus(status), Comment = "no space left" }));

    // snippet: status
    private static string Describe(CdbObBackupTask task) => task.Status switch
    {
        var status when status == BackupTaskStatus.Completed => "done",
        var status when status == BackupTaskStatus.Failed => task.Comment,
        var other => other.ToString(), // a status that this version of the client may not know
    };
    // end-snippet
}
