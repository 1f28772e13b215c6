using System.Security.Cryptography;

namespace ObShellSdk.Encryption;

/// <summary>
/// The RSA public key of one agent: encrypts texts of any length in PKCS#1 v1.5 blocks as large as the key allows.
/// The platform's RSA is used where it takes the key, BouncyCastle's where it does not (512-bit keys of old agents on
/// some systems, strict policies).
/// </summary>
internal sealed class AgentPublicKey
{
    /// <summary>What PKCS#1 v1.5 encryption padding takes at least.</summary>
    private const int PaddingOverhead = 11;

    /// <summary>The smallest key that obshell ever made; below it there is no room for a block.</summary>
    private const int MinimumBits = 512;

    /// <summary>Of a key of 8192 bits; a longer one would only keep this machine busy.</summary>
    private const int LongestEncoding = 1100;

    private readonly IRsaBlockCipher _cipher;

    private AgentPublicKey(IRsaBlockCipher cipher, string fingerprint)
    {
        _cipher = cipher;
        Fingerprint = fingerprint;
    }

    /// <summary>SHA-256 of the PKCS#1 bytes, in lower-case hex.</summary>
    public string Fingerprint { get; }

    public int Bits => _cipher.KeyBytes * 8;

    /// <summary>Takes <c>RSAPublicKey</c> of PKCS#1 in DER, as <c>GET /api/v1/secret</c> carries it.</summary>
    /// <exception cref="CryptographicException">Not such a key, or one too small to use.</exception>
    public static AgentPublicKey Import(ReadOnlySpan<byte> pkcs1) => pkcs1.Length <= LongestEncoding
        ? Create((IRsaBlockCipher?)PlatformRsaBlockCipher.TryImport(pkcs1) ?? BouncyCastleRsaBlockCipher.Import(pkcs1), pkcs1)
        : throw new CryptographicException("An RSA key of more than 8192 bits is none of obshell's.");

    public static AgentPublicKey Create(IRsaBlockCipher cipher, ReadOnlySpan<byte> pkcs1)
    {
        if (cipher.KeyBytes * 8 < MinimumBits)
        {
            throw new CryptographicException($"An RSA key of {cipher.KeyBytes * 8} bits is too small; obshell's have {MinimumBits} or more.");
        }

        return new AgentPublicKey(cipher, Convert.ToHexString(SHA256.HashData(pkcs1)).ToLowerInvariant());
    }

    /// <summary>The ciphertext blocks one after the other, in base64. Texts of zero length make one block.</summary>
    public string Encrypt(ReadOnlySpan<byte> plaintext)
    {
        int chunk = _cipher.KeyBytes - PaddingOverhead;
        int blocks = Math.Max(1, (plaintext.Length + chunk - 1) / chunk);
        int length = blocks * _cipher.KeyBytes;
        Span<byte> ciphertext = length <= 1024 ? stackalloc byte[length] : new byte[length];
        for (int i = 0; i < blocks; i++)
        {
            int start = i * chunk;
            _cipher.Encrypt(
                plaintext.Slice(start, Math.Min(chunk, plaintext.Length - start)), ciphertext.Slice(i * _cipher.KeyBytes, _cipher.KeyBytes));
        }

        return Convert.ToBase64String(ciphertext);
    }
}

/// <summary>One block of PKCS#1 v1.5 encryption. Implementations are safe for concurrent use.</summary>
internal interface IRsaBlockCipher
{
    int KeyBytes { get; }

    /// <summary>Encrypts at most <see cref="KeyBytes"/> − 11 bytes to exactly <see cref="KeyBytes"/>.</summary>
    void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> destination);
}
