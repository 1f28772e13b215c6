using System.Security.Cryptography;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The agent's key pair, created by the platform if it supports the size, otherwise by BouncyCastle.</summary>
internal abstract class AgentKey
{
    /// <summary>The key size of agents since 4.4.2.</summary>
    public const int UsualBits = 1024;

    private const int Pkcs1Overhead = 11;

    protected AgentKey(int bits, byte[] publicKey)
    {
        Bits = bits;
        BlockBytes = (bits + 7) / 8;
        PublicKey = Convert.ToBase64String(publicKey);
        Fingerprint = Convert.ToHexString(SHA256.HashData(publicKey)).ToLowerInvariant();
    }

    /// <summary>The PKCS#1 public key in base64.</summary>
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

    /// <summary>Imports a key pair in PKCS#1 or PKCS#8.</summary>
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

    /// <summary>Counts the blocks of the header, including an incomplete last one; 0 if it is not base64.</summary>
    public int CountBlocks(string ciphertext)
        => DecodeBase64(ciphertext) is { } bytes ? (bytes.Length + BlockBytes - 1) / BlockBytes : 0;

    /// <summary>Decrypts and joins all blocks; returns null if the ciphertext is invalid.</summary>
    public byte[]? Decrypt(string ciphertext)
    {
        if (DecodeBase64(ciphertext) is not { } bytes || bytes.Length % BlockBytes != 0)
        {
            return null;
        }

        return DecryptBlocks(bytes);
    }

    /// <summary>Encrypts for this agent, as another agent does that forwards a request.</summary>
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
        // The server's decoder rejects whitespace, .NET's accepts it.
        var bytes = new byte[text.Length];
        return !text.Contains(' ', StringComparison.Ordinal) && !text.Contains('\t', StringComparison.Ordinal)
            && Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : null;
    }
}
