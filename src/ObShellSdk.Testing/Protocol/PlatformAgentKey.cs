using System.Security.Cryptography;

namespace ObShellSdk.Testing.Protocol;

/// <summary>A key pair of the platform, kept as parameters because parallel requests must not share an RSA object.</summary>
internal sealed class PlatformAgentKey : AgentKey
{
    private readonly RSAParameters _parameters;

    private PlatformAgentKey(int bits, byte[] publicKey, RSAParameters parameters)
        : base(bits, publicKey)
        => _parameters = parameters;

    public static PlatformAgentKey Create(int bits)
    {
        using var rsa = RSA.Create(bits);
        return Of(rsa);
    }

    public static PlatformAgentKey Read(string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return Of(rsa);
    }

    private static PlatformAgentKey Of(RSA rsa)
        => new(rsa.KeySize, rsa.ExportRSAPublicKey(), rsa.ExportParameters(includePrivateParameters: true));

    protected override byte[]? DecryptBlocks(byte[] ciphertext)
    {
        using var rsa = RSA.Create(_parameters);
        try
        {
            return [.. ciphertext.Chunk(BlockBytes).SelectMany(block => rsa.Decrypt(block, RSAEncryptionPadding.Pkcs1))];
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    protected override byte[] EncryptBlock(byte[] plaintext)
    {
        using var rsa = RSA.Create(_parameters);
        return rsa.Encrypt(plaintext, RSAEncryptionPadding.Pkcs1);
    }
}
