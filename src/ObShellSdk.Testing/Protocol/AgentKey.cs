using System.Security.Cryptography;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The agent's own key pair. Made by the platform where it takes the size, by BouncyCastle otherwise.</summary>
internal abstract class AgentKey
{
    /// <summary>As agents since 4.4.2 have them.</summary>
    public const int UsualBits = 1024;

    private const int Pkcs1Overhead = 11;

    protected AgentKey(int bits, byte[] publicKey)
    {
        Bits = bits;
        BlockBytes = (bits + 7) / 8;
        PublicKey = Convert.ToBase64String(publicKey);
        Fingerprint = Convert.ToHexString(SHA256.HashData(publicKey)).ToLowerInvariant();
    }

    /// <summary>Base64 of the PKCS#1 public key.</summary>
    public string PublicKey { get; }

    public string Fingerprint { get; }

    public int Bits { get; }

    public int BlockBytes { get; }

    public static AgentKey Generate(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 512);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 4096);
        try
        {
            return PlatformAgentKey.Create(bits);
        }
        catch (Exception refused) when (refused is CryptographicException or PlatformNotSupportedException)
        {
            return BouncyCastleAgentKey.Create(bits);
        }
    }

    /// <summary>Takes a key pair that was made elsewhere, in PKCS#1 or PKCS#8.</summary>
    public static AgentKey Import(string pem)
    {
        try
        {
            return PlatformAgentKey.Read(pem);
        }
        catch (Exception refused) when (refused is CryptographicException or PlatformNotSupportedException)
        {
            return BouncyCastleAgentKey.Read(pem);
        }
    }

    /// <summary>Blocks in the header, a broken last one included; 0 if it is not base64.</summary>
    public int CountBlocks(string ciphertext)
        => DecodeBase64(ciphertext) is { } bytes ? (bytes.Length + BlockBytes - 1) / BlockBytes : 0;

    /// <summary>The joined plaintexts of all blocks, or null if anything is wrong with the ciphertext.</summary>
    public byte[]? Decrypt(string ciphertext)
    {
        if (DecodeBase64(ciphertext) is not { } bytes || bytes.Length % BlockBytes != 0)
        {
            return null;
        }

        return DecryptBlocks(bytes);
    }

    /// <summary>Seals for this agent, as another agent does that passes a call on.</summary>
    public string Encrypt(byte[] plaintext)
    {
        using var sealedBytes = new MemoryStream();
        foreach (var chunk in plaintext.Chunk(BlockBytes - Pkcs1Overhead))
        {
            sealedBytes.Write(EncryptBlock(chunk));
        }

        return Convert.ToBase64String(sealedBytes.ToArray());
    }

    protected abstract byte[]? DecryptBlocks(byte[] ciphertext);

    protected abstract byte[] EncryptBlock(byte[] plaintext);

    private static byte[]? DecodeBase64(string text)
    {
        // The server's decoder takes no blanks, .NET's does.
        var bytes = new byte[text.Length];
        return !text.Contains(' ', StringComparison.Ordinal) && !text.Contains('\t', StringComparison.Ordinal)
            && Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : null;
    }
}
