using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace ObShellSdk.Encryption;

/// <summary>BouncyCastle's RSA, for keys that the platform refuses.</summary>
internal sealed class BouncyCastleRsaBlockCipher : IRsaBlockCipher
{
    private readonly RsaKeyParameters _key;

    private BouncyCastleRsaBlockCipher(RsaKeyParameters key)
    {
        _key = key;
        KeyBytes = (key.Modulus.BitLength + 7) / 8;
    }

    public int KeyBytes { get; }

    /// <exception cref="CryptographicException">Not an RSA public key in PKCS#1 form.</exception>
    public static BouncyCastleRsaBlockCipher Import(ReadOnlySpan<byte> pkcs1)
    {
        try
        {
            var structure = RsaPublicKeyStructure.GetInstance(pkcs1.ToArray());
            return new BouncyCastleRsaBlockCipher(new RsaKeyParameters(isPrivate: false, structure.Modulus, structure.PublicExponent));
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or InvalidCastException or InvalidOperationException)
        {
            throw new CryptographicException("Not an RSA public key in PKCS#1 form.", exception);
        }
    }

    public void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> destination)
    {
        // An engine keeps its state, so each block has its own; the key is shared.
        var engine = new Pkcs1Encoding(new RsaEngine());
        engine.Init(forEncryption: true, _key);
        byte[] block = plaintext.ToArray();
        try
        {
            engine.ProcessBlock(block, 0, block.Length).CopyTo(destination);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(block);
        }
    }
}
