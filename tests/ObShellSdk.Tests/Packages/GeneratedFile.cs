using System.Security.Cryptography;

namespace ObShellSdk.Tests.Packages;

/// <summary>A file of any length that lies nowhere: its bytes are made when they are read.</summary>
internal sealed class GeneratedFile(long length, bool canSeek = true) : Stream
{
    private static readonly byte[] _pattern = RandomNumberGenerator.GetBytes(20_011);

    private readonly long _length = length;
    private long _position;

    /// <summary>The largest buffer that was to be filled at once.</summary>
    public int LargestRead { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>Thrown where the file has been read so far.</summary>
    public (long At, Exception Exception)? Failure { get; init; }

    /// <summary>How many bytes the file turns out to have, in spite of its length.</summary>
    public long TrueLength { get; set; } = length;

    public override bool CanRead => true;

    public override bool CanSeek { get; } = canSeek;

    public override bool CanWrite => false;

    public override long Length => CanSeek ? _length : throw new NotSupportedException();

    public override long Position
    {
        get => CanSeek ? _position : throw new NotSupportedException();
        set => _position = CanSeek ? value : throw new NotSupportedException();
    }

    public static string Sha256Of(long length)
    {
        using var file = new GeneratedFile(length);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Failure is { } failure && _position >= failure.At)
        {
            throw failure.Exception;
        }

        LargestRead = Math.Max(LargestRead, buffer.Length);

        // Streams may give less than they are asked for.
        int from = (int)(_position % _pattern.Length);
        int count = (int)Math.Min(Math.Min(buffer.Length, _pattern.Length - from), TrueLength - _position);
        _pattern.AsSpan(from, count).CopyTo(buffer);
        _position += count;
        BytesRead += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
