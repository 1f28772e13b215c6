
namespace ObShellSdk.Restore;

/// <summary>The list of restores, in the form of a page; the agent always sends all.</summary>
internal sealed record RestoreTaskPage : ObShellRecord
{
    public IReadOnlyList<RestoreTask> Contents { get; init => field = value ?? []; } = [];

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { Contents = Corrected(Contents, correct) };
}
