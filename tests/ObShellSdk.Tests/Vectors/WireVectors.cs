using System.Security.Cryptography;
using System.Text.Json;

namespace ObShellSdk.Tests.Vectors;

/// <summary>The vectors that were made by another implementation, in another language.</summary>
internal static class WireVectors
{
    public static JsonElement Root { get; } = Load();

    public static IEnumerable<JsonElement> List(string name) => Root.GetProperty(name).EnumerateArray();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static JsonElement KeyOf(int bits) => List("rsaKeys").Single(key => key.GetProperty("bits").GetInt32() == bits);

    public static byte[] PublicKeyOf(int bits) => Convert.FromBase64String(KeyOf(bits).Text("publicKeyPkcs1Base64"));

    public static RSA PrivateKeyOf(int bits)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(KeyOf(bits).Text("privateKeyPkcs8Pem"));
        return rsa;
    }

    /// <summary>Opens block after block, as the agent does; knows nothing of the code under test.</summary>
    public static byte[] Open(RSA key, string base64, out int blocks)
    {
        byte[] ciphertext = Convert.FromBase64String(base64);
        int size = key.KeySize / 8;
        Assert.Equal(0, ciphertext.Length % size);
        blocks = ciphertext.Length / size;
        using var plaintext = new MemoryStream();
        for (int i = 0; i < blocks; i++)
        {
            plaintext.Write(key.Decrypt(ciphertext.AsSpan(i * size, size), RSAEncryptionPadding.Pkcs1));
        }

        return plaintext.ToArray();
    }

    private static JsonElement Load()
    {
        using Stream stream = typeof(WireVectors).Assembly.GetManifestResourceStream("vectors.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
