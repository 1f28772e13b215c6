namespace ObShellSdk.Packages;

/// <summary>A file to upload: from the disk, or from any stream. It is read while it is sent, and never held in memory.</summary>
public sealed class PackageFile
{
    private const int LongestName = 255;
    private const int DigestLength = 64;

    private readonly string? _path;
    private readonly Stream? _stream;
    private readonly long _start;

    private PackageFile(string? path, Stream? stream, string fileName, string? sha256)
    {
        _path = path;
        _stream = stream;
        _start = stream is { CanSeek: true } ? stream.Position : 0;
        FileName = CheckName(fileName);
        Sha256 = CheckDigest(sha256);
    }

    /// <summary>What the file is called at the agent, which only logs it: what the package is, the agent reads from the file itself.</summary>
    public string FileName { get; }

    /// <summary>The SHA-256 that the file must have, as lower-case hex, or null if the caller did not say.</summary>
    public string? Sha256 { get; }

    /// <summary>The digest can be told before it is sent.</summary>
    internal bool HasDigest => Sha256 is not null || _stream is not { CanSeek: false };

    /// <summary>A file on this machine. It is opened for each upload, and must not change until that has ended.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="sha256">Its SHA-256 in hex, such as the publisher gives it; a file that has another one is not uploaded. Default: computed where it is needed.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> ends in no name that can be sent, or <paramref name="sha256"/> is none.</exception>
    public static PackageFile FromPath(string path, string? sha256 = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new PackageFile(path, null, Path.GetFileName(path), sha256);
    }

    /// <summary>Creates a package file from a stream, from its current position. The stream stays open and must not be used until the upload has ended.</summary>
    /// <param name="stream">
    /// One that can seek is read twice where its digest is needed, and read again when the upload must be repeated. One that cannot is read once; unless
    /// its digest is given it is sent encrypted, whatever the agent's version.
    /// </param>
    /// <param name="fileName">What the file is called, such as <c>oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm</c>.</param>
    /// <param name="sha256">Its SHA-256 in hex, such as the publisher gives it; a file that has another one is not uploaded. Default: computed where it is needed.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="stream"/> cannot be read, <paramref name="fileName"/> cannot be sent, or <paramref name="sha256"/> is no such digest.
    /// </exception>
    public static PackageFile FromStream(Stream stream, string fileName, string? sha256 = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return stream.CanRead ? new PackageFile(null, stream, fileName, sha256) : throw new ArgumentException("The stream must be readable.", nameof(stream));
    }

    /// <summary>The name.</summary>
    public override string ToString() => FileName;

    /// <summary>The stream at its beginning, and whether it is ours to close.</summary>
    /// <exception cref="ArgumentException">There is nothing to send.</exception>
    internal (Stream Stream, bool IsOurs) Open()
    {
        if (_stream is { CanSeek: true })
        {
            _stream.Position = _start;
        }

        Stream stream = _stream ?? new FileStream(_path!, new FileStreamOptions { BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        if (LengthOf(stream) != 0)
        {
            return (stream, _stream is null);
        }

        if (_stream is null)
        {
            stream.Dispose();
        }

        throw new ArgumentException($"The file must not be empty, but {FileName} has no content.");
    }

    /// <summary>The MD5 by which agents tell the package, or null if the file carries none, or cannot be read twice.</summary>
    internal async Task<string?> ReadMd5Async(CancellationToken cancellationToken)
    {
        if (_stream is { CanSeek: false })
        {
            return null;
        }

        (Stream stream, bool isOurs) = Open();
        try
        {
            return stream.CanSeek ? await RpmDigest.ReadAsync(stream, cancellationToken).ConfigureAwait(false) : null;
        }
        finally
        {
            if (isOurs)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>How much there is to send, or null if the stream does not tell.</summary>
    internal static long? LengthOf(Stream stream) => stream.CanSeek ? stream.Length - stream.Position : null;

    private static string CheckName(string fileName) =>
        fileName.Length is > 0 and <= LongestName && !fileName.Any(static c => char.IsControl(c) || char.IsSurrogate(c) || c is '"' or '\\' or '/')
            ? fileName
            : throw new ArgumentException(
                $"The name of a file must have 1 to {LongestName} characters, without quotes, slashes, backslashes and control characters.", nameof(fileName));

    private static string? CheckDigest(string? sha256) =>
        sha256 is null || (sha256.Length == DigestLength && sha256.All(char.IsAsciiHexDigit))
            ? sha256?.ToLowerInvariant()
            : throw new ArgumentException($"A SHA-256 must have {DigestLength} hex digits.", nameof(sha256));
}
