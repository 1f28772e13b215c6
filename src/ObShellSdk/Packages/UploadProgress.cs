using ObShellSdk.Diagnostics;

namespace ObShellSdk.Packages;

/// <summary>
/// How far an upload is. It begins with 0, also when the file must be sent again from its beginning. All sent is not all done: the agent then checks
/// the package and stores it, which may take minutes.
/// </summary>
public readonly record struct UploadProgress
{
    /// <summary>The number of bytes of the file were handed to the connection.</summary>
    public long BytesSent { get; init; }

    /// <summary>The number of bytes the file has, or null if its stream does not tell.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>The share of the file that was sent, from 0 to 100; null if its length is not known.</summary>
    public double? Percent => TotalBytes is > 0 and { } total ? 100.0 * BytesSent / total : null;

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(UploadProgress), PrintMembers);
}

/// <summary>Counts the bytes that were sent, and reports them as what callers get to see.</summary>
internal sealed class FileProgress(IProgress<UploadProgress>? progress, long? totalBytes) : IProgress<long>
{
    /// <summary>Of the last time that the file was sent.</summary>
    public long BytesSent { get; private set; }

    public void Report(long value)
    {
        BytesSent = value;
        progress?.Report(new UploadProgress { BytesSent = value, TotalBytes = totalBytes });
    }
}
