using System.Buffers.Binary;

namespace ObShellSdk.Packages;

/// <summary>
/// The MD5 of header and payload that RPM writes into the signature of a package: what agents tell a package by, whatever its file is called. A file
/// without one they refuse.
/// </summary>
internal static class RpmDigest
{
    private const int LeadLength = 96;
    private const int IntroLength = 16;
    private const int EntryLength = 16;
    private const int DigestLength = 16;
    private const uint LeadMagic = 0xEDABEEDB;
    private const uint HeaderMagic = 0x8EADE801;
    private const uint Md5Tag = 1004;
    private const uint BinaryType = 7;

    // RPM itself takes no longer ones for sound.
    private const uint MostEntries = 64;
    private const uint LongestStore = 64 * 1024 * 1024;

    /// <summary>As lower-case hex, or null if the stream, which must be able to seek, holds no such package from where it stands.</summary>
    public static async Task<string?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        long signature = stream.Position + LeadLength;
        byte[] start = new byte[LeadLength + IntroLength];
        if (!await FillAsync(stream, start, cancellationToken).ConfigureAwait(false) || NumberAt(start, 0) != LeadMagic || NumberAt(start, LeadLength) != HeaderMagic)
        {
            return null;
        }

        uint count = NumberAt(start, LeadLength + 8);
        uint length = NumberAt(start, LeadLength + 12);
        byte[] entries = new byte[Math.Min(count, MostEntries) * EntryLength];
        if (count > MostEntries || length > LongestStore || !await FillAsync(stream, entries, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        for (int at = 0; at < entries.Length; at += EntryLength)
        {
            uint offset = NumberAt(entries, at + 8);
            if (NumberAt(entries, at) == Md5Tag && NumberAt(entries, at + 4) == BinaryType && NumberAt(entries, at + 12) == DigestLength && offset < length)
            {
                byte[] digest = new byte[DigestLength];
                stream.Position = signature + IntroLength + entries.Length + offset;
                return await FillAsync(stream, digest, cancellationToken).ConfigureAwait(false) ? Convert.ToHexString(digest).ToLowerInvariant() : null;
            }
        }

        return null;
    }

    private static uint NumberAt(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset));

    private static async ValueTask<bool> FillAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == buffer.Length;
}
