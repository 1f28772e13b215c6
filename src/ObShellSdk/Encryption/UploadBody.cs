using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ObShellSdk.Encryption;

/// <summary>A file as the one part of a multipart body, read from its stream while it is sent and never held as a whole.</summary>
internal sealed class UploadBody
{
    private readonly Stream _file;
    private readonly long _start;
    private readonly IProgress<long>? _progress;
    private readonly byte[] _head;
    private readonly byte[] _tail;
    private bool _begun;

    /// <param name="file">Read from where it stands; not disposed.</param>
    /// <param name="fileName">What the agent shall call it.</param>
    /// <param name="progress">Gets the bytes of the file that were sent.</param>
    public UploadBody(Stream file, string fileName, IProgress<long>? progress)
    {
        _file = file;
        _start = file.CanSeek ? file.Position : 0;
        _progress = progress;
        string boundary = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        ContentType = $"multipart/form-data; boundary={boundary}";
        _head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        _tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
    }

    public string ContentType { get; }

    /// <summary>Of the whole body; null where the stream does not tell.</summary>
    public long? Length => _file.CanSeek ? _head.Length + (_file.Length - _start) + _tail.Length : null;

    /// <summary>A stream that cannot go back can be sent once.</summary>
    public bool CanBeReadAgain => _file.CanSeek || !_begun;

    /// <summary>Lower-case hex SHA-256 of the file; the stream must be able to go back.</summary>
    public async ValueTask<string> HashAsync(CancellationToken cancellationToken)
    {
        Rewind();
        return Convert.ToHexString(await SHA256.HashDataAsync(_file, cancellationToken).ConfigureAwait(false)).ToLowerInvariant();
    }

    /// <summary>The whole body, in pieces that fill the buffer but for the last one.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        byte[] buffer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Rewind();
        _begun = true;
        long sent = 0;
        _head.CopyTo(buffer, 0);
        int filled = _head.Length;
        int count;
        while ((count = await _file.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false)) > 0)
        {
            filled += count;
            sent += count;
            if (filled == buffer.Length)
            {
                yield return buffer;
                filled = 0;
                _progress?.Report(sent);
            }
        }

        if (filled + _tail.Length > buffer.Length)
        {
            int fits = buffer.Length - filled;
            _tail.AsSpan(0, fits).CopyTo(buffer.AsSpan(filled));
            yield return buffer;
            _tail.AsSpan(fits).CopyTo(buffer);
            filled = _tail.Length - fits;
        }
        else
        {
            _tail.CopyTo(buffer, filled);
            filled += _tail.Length;
        }

        yield return buffer.AsMemory(0, filled);
        _progress?.Report(sent);
    }

    private void Rewind()
    {
        if (_file.CanSeek)
        {
            _file.Position = _start;
        }
    }
}
