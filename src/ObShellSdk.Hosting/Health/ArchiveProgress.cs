namespace ObShellSdk.Hosting.Health;

/// <summary>How long the checkpoint of a log archive has not advanced, from one probe to the next.</summary>
internal sealed class ArchiveProgress
{
    private readonly object _gate = new();
    private DateTimeOffset? _checkpoint;
    private long _advancedAt;

    /// <summary>Notes the checkpoint and returns how long it has been the same.</summary>
    public TimeSpan Note(DateTimeOffset checkpoint, TimeProvider time)
    {
        lock (_gate)
        {
            if (_checkpoint == checkpoint)
            {
                return time.GetElapsedTime(_advancedAt);
            }

            _checkpoint = checkpoint;
            _advancedAt = time.GetTimestamp();
            return TimeSpan.Zero;
        }
    }
}
