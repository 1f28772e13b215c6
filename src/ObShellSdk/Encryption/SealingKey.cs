using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace ObShellSdk.Encryption;

/// <summary>
/// The RSA public key of one agent: encrypts texts of any length in PKCS#1 v1.5 blocks as large as the key allows.
/// The platform's RSA is used where it takes the key, BouncyCastle's where it does not (512-bit keys of old agents on
/// some systems, strict policies).
/// </summary>
internal sealed class SealingKey
{
    /// <summary>What PKCS#1 v1.5 encryption padding takes at least.</summary>
    private const int PaddingOverhead = 11;

    /// <summary>The smallest key that obshell ever made; a block does not fit a smaller one.</summary>
    private const int MinimumBits = 512;

    /// <summary>Of a key of 8192 bits; a longer one would only keep this machine busy.</summary>
    private const int MaxEncodingLength = 1100;

    private readonly IRsaBlockCipher _cipher;

    private SealingKey(IRsaBlockCipher cipher, string fingerprint)
    {
        _cipher = cipher;
        Fingerprint = fingerprint;
    }

    /// <summary>SHA-256 of the PKCS#1 bytes, in lower-case hex.</summary>
    public string Fingerprint { get; }

    public int Bits => _cipher.KeyBytes * 8;

    /// <summary>Takes <c>RSAPublicKey</c> of PKCS#1 in DER, as <c>GET /api/v1/secret</c> carries it.</summary>
    /// <exception cref="CryptographicException">Not such a key, or one too small or too large to use.</exception>
    public static SealingKey Import(ReadOnlySpan<byte> pkcs1)
    {
        ThrowIfUnusual(pkcs1);
        return Create((IRsaBlockCipher?)PlatformRsaBlockCipher.TryImport(pkcs1) ?? BouncyCastleRsaBlockCipher.Import(pkcs1), pkcs1);
    }

    public static SealingKey Create(IRsaBlockCipher cipher, ReadOnlySpan<byte> pkcs1)
    {
        if (cipher.KeyBytes * 8 < MinimumBits)
        {
            throw new CryptographicException($"An RSA key of {cipher.KeyBytes * 8} bits is too small; obshell's have {MinimumBits} or more.");
        }

        return new SealingKey(cipher, Convert.ToHexString(SHA256.HashData(pkcs1)).ToLowerInvariant());
    }

    private static void ThrowIfUnusual(ReadOnlySpan<byte> pkcs1)
    {
        if (pkcs1.Length > MaxEncodingLength)
        {
            throw new CryptographicException("An RSA key of more than 8192 bits is none of obshell's.");
        }

        try
        {
            AsnReader key = new AsnReader(pkcs1.ToArray(), AsnEncodingRules.BER).ReadSequence();
            key.ReadInteger();
            BigInteger exponent = key.ReadInteger();
            if (exponent < 3 || exponent > uint.MaxValue || exponent.IsEven)
            {
                throw new CryptographicException($"The exponent of an RSA key is odd, and from 3 to {uint.MaxValue}: 1 would hide nothing, and a large one take minutes.");
            }
        }
        catch (AsnContentException exception)
        {
            throw new CryptographicException("Not an RSA public key in PKCS#1 form.", exception);
        }
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
