namespace ObShellSdk.Serialization;

/// <summary>How the agent wraps lists; an empty one may come as null.</summary>
internal sealed record ListContents<T> : ObShellRecord
{
    public IReadOnlyList<T> Contents { get; init => field = value ?? []; } = [];

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) => this with { Contents = Corrected(Contents, correct) };
}
