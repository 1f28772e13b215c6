using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ObShellSdk.Encryption;

/// <summary>AES-128-CBC with PKCS#7 padding and base64 around it: what an encrypted body is on the wire.</summary>
internal static class BodyCipher
{
    public const int KeyLength = 16;
    public const int InitializationVectorLength = 16;

    /// <summary>Key and initialization vector, one after the other, as the header's <c>Keys</c> holds them.</summary>
    public const int KeysLength = KeyLength + InitializationVectorLength;

    private const int BlockLength = 16;

    /// <summary>The ciphertext in base64, as ASCII bytes.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> keys)
    {
        int length = (plaintext.Length / BlockLength * BlockLength) + BlockLength;
        byte[] body = new byte[Base64.GetMaxEncodedToUtf8Length(length)];
        byte[] key = keys[..KeyLength].ToArray();
        using var aes = Aes.Create();
        aes.Key = key;
        CryptographicOperations.ZeroMemory(key);
        aes.EncryptCbc(plaintext, keys[KeyLength..], body);
        OperationStatus status = Base64.EncodeToUtf8InPlace(body, length, out _);
        return status == OperationStatus.Done ? body : throw new CryptographicException($"Base64 encoding ended with {status}.");
    }
}
