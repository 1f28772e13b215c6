using System.Buffers;
using System.Security.Cryptography;

namespace ObShellSdk.Encryption;

/// <summary>A pooled buffer that grows, and whose content is zeroed before it goes back to the pool: it may hold secrets.</summary>
internal sealed class WipedBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _array;
    private int _length;

    public WipedBuffer(int capacity) => _array = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _array.AsSpan(0, _length);

    /// <summary>A part of what was written, to be read before the buffer grows or is disposed.</summary>
    public MemoryStream Open(Range part)
    {
        (int start, int length) = part.GetOffsetAndLength(_length);
        return new MemoryStream(_array, start, length, writable: false);
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _array.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _array.AsSpan(_length);
    }

    public void Dispose()
    {
        byte[] array = _array;
        _array = [];
        Release(array, _length);
        _length = 0;
    }

    private void Grow(int sizeHint)
    {
        int needed = Math.Max(sizeHint, 1);
        if (_array.Length - _length >= needed)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_array.Length * 2, _length + needed));
        Written.CopyTo(larger);
        Release(_array, _length);
        _array = larger;
    }

    private static void Release(byte[] array, int used)
    {
        if (array.Length > 0)
        {
            CryptographicOperations.ZeroMemory(array.AsSpan(0, used));
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
