using System.Buffers.Binary;
using System.Text;
using ObShellSdk.Testing.State.Packages;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The part of an RPM file that the agent reads: the package, and the MD5 of everything from <see cref="Start"/> on.</summary>
internal sealed record RpmHeader(PackageName Name, string Md5, int Start)
{
    /// <summary>Enough for the signature and the tags that are read; file lists, which may be longer, come after them.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int LeadBytes = 96;
    private const int IntroBytes = 16;
    private const int EntryBytes = 16;
    private const int Md5Bytes = 16;

    private const int NameTag = 1000;
    private const int VersionTag = 1001;
    private const int ReleaseTag = 1002;
    private const int Md5Tag = 1004;
    private const int ArchitectureTag = 1022;

    private static ReadOnlySpan<byte> LeadMagic => [0xED, 0xAB, 0xEE, 0xDB];

    private static ReadOnlySpan<byte> SectionMagic => [0x8E, 0xAD, 0xE8, 0x01];

    /// <summary>Reads the header; returns null if it is not an RPM file.</summary>
    public static RpmHeader? Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(LeadMagic))
        {
            return null;
        }

        try
        {
            var signature = file[LeadBytes..];
            var start = LeadBytes + ((LengthOf(signature) + 7) / 8 * 8);
            var header = file[start..];
            var name = new PackageName(Text(header, NameTag), Text(header, VersionTag), Text(header, ReleaseTag), Text(header, ArchitectureTag));
            return new RpmHeader(name, Convert.ToHexString(Value(signature, Md5Tag)[..Md5Bytes]).ToLowerInvariant(), start);
        }
        catch (Exception malformed) when (malformed is ArgumentOutOfRangeException or InvalidDataException)
        {
            return null;
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> section)
        => section.StartsWith(SectionMagic) ? IntroBytes + (EntryBytes * Number(section, 8)) + Number(section, 12) : throw new InvalidDataException();

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> section, int tag)
    {
        _ = LengthOf(section);
        var length = EntryBytes * Number(section, 8);
        var entries = section.Slice(IntroBytes, length);
        var store = section[(IntroBytes + length)..];
        for (var at = 0; at < length; at += EntryBytes)
        {
            if (Number(entries, at) == tag)
            {
                return store[Number(entries, at + 8)..];
            }
        }

        throw new InvalidDataException();
    }

    private static string Text(ReadOnlySpan<byte> section, int tag)
    {
        var value = Value(section, tag);
        return Encoding.UTF8.GetString(value[..value.IndexOf((byte)0)]);
    }

    private static int Number(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32BigEndian(bytes[offset..]);
}
