using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ObShellSdk.Encryption;

/// <summary>A file as the one part of a multipart body, read from its stream while it is sent and never held as a whole.</summary>
internal sealed class UploadBody
{
    private const int HashPieceLength = 64 * 1024;

    private readonly Stream _file;
    private readonly long _start;
    private readonly IProgress<long>? _progress;
    private readonly byte[] _head;
    private readonly byte[] _tail;
    private readonly string? _promisedDigest;
    private string? _digest;
    private bool _begun;
    private bool _isHeld;

    /// <param name="file">Read from where it stands; not disposed.</param>
    /// <param name="fileName">The name for the agent: short, without quotes and control characters.</param>
    /// <param name="digest">Lower-case hex SHA-256 of the file, where the caller knows it: what differs is not sent to its end.</param>
    /// <param name="progress">Gets the bytes of the file that the transport has taken, from 0 on each time that the file is sent.</param>
    public UploadBody(Stream file, string fileName, string? digest, IProgress<long>? progress)
    {
        _file = file;
        _start = file.CanSeek ? file.Position : 0;
        FileLength = file.CanSeek ? file.Length - _start : null;
        _promisedDigest = digest;
        _progress = progress;
        string boundary = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        ContentType = $"multipart/form-data; boundary={boundary}";
        _head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        _tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
    }

    public string ContentType { get; }

    /// <summary>Null where the stream does not tell.</summary>
    public long? FileLength { get; }

    /// <summary>Of the whole body; null where the stream does not tell.</summary>
    public long? Length => _head.Length + FileLength + _tail.Length;

    /// <summary>A stream that cannot go back can be sent once; one that is still busy with an earlier reading is not touched again.</summary>
    public bool CanBeReadAgain => !_isHeld && (_file.CanSeek || !_begun);

    /// <summary>What the caller's own objects threw, or what is wrong with the file: no fault of the agent or of the way there.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Lower-case hex SHA-256 of the file; where the caller does not know it, the stream must be able to go back.</summary>
    public async ValueTask<string> GetDigestAsync(CancellationToken cancellationToken) =>
        _promisedDigest ?? (_digest ??= await HashAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The whole body, in pieces that fill the buffer but for the last one.</summary>
    public async IAsyncEnumerable<UploadPiece> ReadAsync(byte[] buffer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Rewind();
        _begun = true;
        using IncrementalHash? hash = _promisedDigest is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long sent = 0;
        _head.CopyTo(buffer, 0);
        int filled = _head.Length;
        int count;
        while ((count = await ReadFileAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false)) > 0)
        {
            hash?.AppendData(buffer, filled, count);
            filled += count;
            sent += count;
            if (filled == buffer.Length)
            {
                yield return new UploadPiece(filled, sent, IsLast: false);
                filled = 0;
            }
        }

        Check(sent, hash);
        int fits = Math.Min(_tail.Length, buffer.Length - filled);
        _tail.AsSpan(0, fits).CopyTo(buffer.AsSpan(filled));
        filled += fits;
        if (fits < _tail.Length)
        {
            yield return new UploadPiece(filled, sent, IsLast: false);
            _tail.AsSpan(fits).CopyTo(buffer);
            filled = _tail.Length - fits;
        }

        yield return new UploadPiece(filled, sent, IsLast: true);
    }

    public void Report(long fileBytes)
    {
        try
        {
            _progress?.Report(fileBytes);
        }
        catch (Exception exception)
        {
            Failure = exception;
            throw;
        }
    }

    private async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        Rewind();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[HashPieceLength];
        int count;
        while ((count = await ReadFileAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, count);
        }

        return ToHex(hash);
    }

    /// <summary>The stream is the caller's: it may block, and may ignore the token. The call does not wait for it longer than its limits allow.</summary>
    private async ValueTask<int> ReadFileAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Task<int> reading = SharedTask.Observed(Task.Run(() => _file.ReadAsync(buffer, cancellationToken).AsTask(), CancellationToken.None));
        try
        {
            return await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _isHeld = !reading.IsCompleted;
            if (!cancellationToken.IsCancellationRequested)
            {
                Failure = exception;
            }

            throw;
        }
    }

    private void Rewind()
    {
        if (_file.CanSeek)
        {
            _file.Position = _start;
        }
        else if (_begun)
        {
            throw Failure = new InvalidOperationException("The stream of the file cannot go back to its beginning, and was to be sent twice.");
        }
    }

    /// <summary>Before the end of the body is sent, so that no agent keeps anything of a file that is not what it should be.</summary>
    private void Check(long sent, IncrementalHash? hash)
    {
        const string NothingKept = "The upload was broken off before its end, and no agent keeps anything of it.";
        string? trouble = sent == 0 ? "The stream of the file is empty."
            : FileLength is { } length && sent != length ? $"The stream of the file had {length} bytes, and gave {sent}."
            : hash is not null && ToHex(hash) is var digest && digest != _promisedDigest ? $"The file has the SHA-256 {digest}, and not {_promisedDigest}."
            : null;
        if (trouble is not null)
        {
            throw Failure = new InvalidDataException($"{trouble} {NothingKept}");
        }
    }

    private static string ToHex(IncrementalHash hash) => Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
}

/// <summary>The beginning of a buffer, to be sent next.</summary>
/// <param name="Length">Of the piece.</param>
/// <param name="FileBytes">Of the file, up to the end of the piece.</param>
/// <param name="IsLast">Nothing follows.</param>
internal readonly record struct UploadPiece(int Length, long FileBytes, bool IsLast);
