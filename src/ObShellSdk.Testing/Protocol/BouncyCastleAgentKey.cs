using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace ObShellSdk.Testing.Protocol;

/// <summary>A key pair of a size that the platform does not support.</summary>
internal sealed class BouncyCastleAgentKey : AgentKey
{
    private readonly AsymmetricCipherKeyPair _pair;

    private BouncyCastleAgentKey(int bits, byte[] publicKey, AsymmetricCipherKeyPair pair)
        : base(bits, publicKey)
        => _pair = pair;

    public static BouncyCastleAgentKey Create(int bits)
    {
        var generator = new RsaKeyPairGenerator();
        generator.Init(new KeyGenerationParameters(new SecureRandom(), bits));
        return Of(generator.GenerateKeyPair());
    }

    public static BouncyCastleAgentKey Read(string pem)
    {
        using var reader = new PemReader(new StringReader(pem));
        var key = reader.ReadObject() switch
        {
            AsymmetricCipherKeyPair pair => (RsaPrivateCrtKeyParameters)pair.Private,
            RsaPrivateCrtKeyParameters single => single,
            _ => throw new ArgumentException("The text must contain a private RSA key in PEM format.", nameof(pem)),
        };
        return Of(new AsymmetricCipherKeyPair(new RsaKeyParameters(isPrivate: false, key.Modulus, key.PublicExponent), key));
    }

    private static BouncyCastleAgentKey Of(AsymmetricCipherKeyPair pair)
    {
        var key = (RsaKeyParameters)pair.Public;
        return new BouncyCastleAgentKey(key.Modulus.BitLength, new RsaPublicKeyStructure(key.Modulus, key.Exponent).GetDerEncoded(), pair);
    }

    protected override byte[]? DecryptBlocks(byte[] ciphertext)
    {
        var cipher = new Pkcs1Encoding(new RsaBlindedEngine());
        cipher.Init(forEncryption: false, _pair.Private);
        try
        {
            return [.. ciphertext.Chunk(BlockBytes).SelectMany(block => cipher.ProcessBlock(block, 0, block.Length))];
        }
        catch (CryptoException)
        {
            return null;
        }
    }

    protected override byte[] EncryptBlock(byte[] plaintext)
    {
        var cipher = new Pkcs1Encoding(new RsaBlindedEngine());
        cipher.Init(forEncryption: true, _pair.Public);
        return cipher.ProcessBlock(plaintext, 0, plaintext.Length);
    }
}
