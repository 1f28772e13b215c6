using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ObShellSdk.Encryption;

/// <summary>The operating system's RSA.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Old keys may still be in use by calls under way when a new one arrives; the handles inside are released by their own finalizers.")]
internal sealed class PlatformRsaBlockCipher : IRsaBlockCipher
{
    private readonly byte[] _pkcs1;

    // RSA instances promise no thread safety. One is kept; a caller that finds it taken imports another for itself.
    private RSA? _idle;

    private PlatformRsaBlockCipher(byte[] pkcs1, RSA rsa)
    {
        _pkcs1 = pkcs1;
        _idle = rsa;
        KeyBytes = (rsa.KeySize + 7) / 8;
    }

    public int KeyBytes { get; }

    /// <summary>Null where the platform refuses the key, its size or the padding.</summary>
    public static PlatformRsaBlockCipher? TryImport(ReadOnlySpan<byte> pkcs1)
    {
        RSA? rsa = null;
        try
        {
            rsa = Create(pkcs1);
            Span<byte> trial = new byte[(rsa.KeySize + 7) / 8];
            rsa.Encrypt("?"u8, trial, RSAEncryptionPadding.Pkcs1);
            return new PlatformRsaBlockCipher(pkcs1.ToArray(), rsa);
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            // Whether the key itself is bad, BouncyCastle will tell: it reads every valid one.
            rsa?.Dispose();
            return null;
        }
    }

    public void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> destination)
    {
        RSA rsa = Interlocked.Exchange(ref _idle, null) ?? Create(_pkcs1);
        rsa.Encrypt(plaintext, destination, RSAEncryptionPadding.Pkcs1);
        Interlocked.Exchange(ref _idle, rsa)?.Dispose();
    }

    private static RSA Create(ReadOnlySpan<byte> pkcs1)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(pkcs1, out _);
        return rsa;
    }
}
