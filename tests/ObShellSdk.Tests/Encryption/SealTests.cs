using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using ObShellSdk.Encryption;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Vectors;

namespace ObShellSdk.Tests.Encryption;

public sealed class SealTests
{
    [Fact]
    public void Headers_of_the_vectors_are_written_member_for_member()
    {
        foreach (JsonElement vector in WireVectors.List("requests"))
        {
            byte[] keys = [.. Convert.FromHexString(vector.Text("aesKeyHex")), .. Convert.FromHexString(vector.Text("aesIvHex"))];
            foreach (int bits in (int[])[512, 1024])
            {
                using RSA privateKey = WireVectors.PrivateKeyOf(bits);
                string sealedText = HeaderSealer.SealV2(SealFor(
                    SealingKey.Import(WireVectors.PublicKeyOf(bits)), vector.Text("password")), long.Parse(vector.Text("ts"), CultureInfo.InvariantCulture), vector.Text("rawTarget"), keys);

                AssertSameMembers(vector.Text("plaintextHeader"), WireVectors.Open(privateKey, sealedText, out _));
            }
        }
    }

    [Fact]
    [Shows(Promise.SecretsAreEncrypted)]
    public void Any_password_target_and_expiry_come_out_of_the_header_as_they_went_in()
    {
        SealingKey key = SealingKey.Import(WireVectors.PublicKeyOf(1024));
        using RSA privateKey = WireVectors.PrivateKeyOf(1024);
        Gen<string> texts = Gen.Char["aZ09 \"\\/<>&'\t\n\u0001\u2028äß密码%+?=#"].Array[0, 200].Select(letters => new string(letters));
        Gen.Select(texts, texts, Gen.Long[0, 99999999999], Gen.Byte.Array[32]).Sample(
            (password, target, expires, keys) =>
            {
                using JsonDocument header = JsonDocument.Parse(WireVectors.Open(privateKey, HeaderSealer.SealV2(SealFor(key, password), expires, target, keys), out _));
                return header.RootElement.Text("Auth") == password && header.RootElement.Text("Uri") == target
                    && header.RootElement.Text("Ts") == expires.ToString(CultureInfo.InvariantCulture)
                    && header.RootElement.GetProperty("Keys").GetBytesFromBase64().AsSpan().SequenceEqual(keys);
            },
            iter: 200, seed: "0007KeIHqXn1", threads: 1);
    }

    [Fact]
    public void The_header_of_version_1_is_the_one_of_the_vectors()
    {
        using RSA privateKey = WireVectors.PrivateKeyOf(512);
        JsonElement vector = WireVectors.Root.GetProperty("authV1");

        string sealedText = HeaderSealer.SealV1(SealingKey.Import(WireVectors.PublicKeyOf(512)), "aB3@d#", 1767225660);

        AssertSameMembers(vector.Text("plaintextHeader"), WireVectors.Open(privateKey, sealedText, out _));
    }

    [Fact]
    public void Without_a_body_the_header_has_no_keys_and_fits_one_block_of_1024_bits()
    {
        using RSA privateKey = WireVectors.PrivateKeyOf(1024);

        string sealedText = HeaderSealer.SealV2(SealFor(
            SealingKey.Import(WireVectors.PublicKeyOf(1024)), "a good password"), 1767225660, "/api/v1/tenant/tenant1/backup/overview", []);

        AssertSameMembers(
            """{"Auth":"a good password","Ts":"1767225660","Uri":"/api/v1/tenant/tenant1/backup/overview"}""",
            WireVectors.Open(privateKey, sealedText, out int blocks));
        Assert.Equal(1, blocks);
    }

    [Fact]
    [Shows(Promise.BodiesHaveKeysOfTheirOwn)]
    public void Bodies_of_the_vectors_are_encrypted_to_the_byte()
    {
        foreach (JsonElement vector in WireVectors.List("aes"))
        {
            byte[] keys = [.. Convert.FromHexString(vector.Text("keyHex")), .. Convert.FromHexString(vector.Text("ivHex"))];

            Assert.Equal(vector.Text("ciphertextBase64"), Encoding.ASCII.GetString(BodyCipher.Encrypt(Convert.FromBase64String(vector.Text("plaintextBase64")), keys)));
        }
    }

    [Fact]
    [Shows(Promise.BodiesHaveKeysOfTheirOwn)]
    public void Any_body_comes_out_as_it_went_in()
    {
        Gen.Select(Gen.Byte.Array[0, 5000], Gen.Byte.Array[32]).Sample(
            (plaintext, keys) =>
            {
                using var aes = Aes.Create();
                aes.Key = keys[..16];
                byte[] ciphertext = Convert.FromBase64String(Encoding.ASCII.GetString(BodyCipher.Encrypt(plaintext, keys)));
                return aes.DecryptCbc(ciphertext, keys[16..]).AsSpan().SequenceEqual(plaintext);
            },
            iter: 200, seed: "0002KeIHqXn1", threads: 1);
    }

    private static void AssertSameMembers(string expected, byte[] actual)
    {
        using JsonDocument wanted = JsonDocument.Parse(expected);
        using JsonDocument got = JsonDocument.Parse(actual);
        Assert.Equal(
            wanted.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind, member.Value.ToString())),
            got.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind, member.Value.ToString())));
    }

    private static Seal SealFor(SealingKey key, string password) =>
        new(AuthenticationVersion.V2, key, HeaderKind.OceanBase, password, TimeSpan.Zero, TimeSpan.FromMinutes(1));
}
