using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ObShellSdk.Tests.Packages;

/// <summary>RPM files: one that rpmbuild 4.18 made, and small ones for any name, which are sound as far as agents look.</summary>
internal static class RpmFile
{
    /// <summary>As rpm itself shows it: <c>rpm -qp --qf '%{SIGMD5}'</c>.</summary>
    public const string BuiltMd5 = "1b6075713a377058b2563e4d7842075b";

    public const string BuiltName = "oceanbase-ce-4.3.5.2-102000012025.el7.x86_64.rpm";

    /// <summary>The length of what stands before the first section.</summary>
    public const int Lead = 96;

    public static byte[] Built()
    {
        using Stream resource = typeof(RpmFile).Assembly.GetManifestResourceStream("package.rpm")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A package that is called so, however the file may be called later.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "RPM packages carry their MD5; nothing relies on it.")]
    public static byte[] Make(string fileName, string payload = "payload")
    {
        string[] parts = Path.GetFileNameWithoutExtension(fileName).Split('-');
        int dot = parts[^1].LastIndexOf('.');
        byte[] body = [.. Section((1000, 6, Text(string.Join('-', parts[..^2]))), (1001, 6, Text(parts[^2])), (1002, 6, Text(parts[^1][..dot])), (1022, 6, Text(parts[^1][(dot + 1)..]))), .. Encoding.UTF8.GetBytes(payload)];
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, body.Length);
        byte[] signature = Section((1000, 4, size), (1004, 7, MD5.HashData(body)));
        return [0xED, 0xAB, 0xEE, 0xDB, .. new byte[Lead - 4], .. signature, .. new byte[(8 - (signature.Length % 8)) % 8], .. body];
    }

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    private static byte[] Section(params (int Tag, int Type, byte[] Value)[] entries)
    {
        byte[] index = new byte[16 * (entries.Length + 1)];
        BinaryPrimitives.WriteUInt32BigEndian(index, 0x8EADE801);
        BinaryPrimitives.WriteInt32BigEndian(index.AsSpan(8), entries.Length);
        BinaryPrimitives.WriteInt32BigEndian(index.AsSpan(12), entries.Sum(entry => entry.Value.Length));
        int offset = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            Span<byte> entry = index.AsSpan(16 * (i + 1));
            BinaryPrimitives.WriteInt32BigEndian(entry, entries[i].Tag);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], entries[i].Type);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], entries[i].Type == 7 ? entries[i].Value.Length : 1);
            offset += entries[i].Value.Length;
        }

        return [.. index, .. entries.SelectMany(entry => entry.Value)];
    }
}
