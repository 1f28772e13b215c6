using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ObShellSdk.Encryption;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Vectors;

namespace ObShellSdk.Tests.Encryption;

public sealed class AgentPublicKeyTests
{
    public static TheoryData<int, string> KeysAndCiphers()
    {
        var rows = new TheoryData<int, string>();
        foreach (int bits in (int[])[512, 768, 1024, 2048])
        {
            rows.Add(bits, "platform");
            rows.Add(bits, "BouncyCastle");
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(KeysAndCiphers))]
    public void Texts_of_the_vectors_are_encrypted_in_blocks_that_the_private_key_opens(int bits, string cipher)
    {
        SealingKey key = Create(bits, cipher);
        using RSA privateKey = WireVectors.PrivateKeyOf(bits);
        int full = (bits / 8) - 11;
        foreach (string plaintext in WireVectors.List("rsa").Select(vector => vector.Text("plaintextUtf8")).Distinct())
        {
            byte[] bytes = Encoding.UTF8.GetBytes(plaintext);

            byte[] opened = WireVectors.Open(privateKey, key.Encrypt(bytes), out int blocks);

            Assert.Equal(plaintext, Encoding.UTF8.GetString(opened));
            Assert.Equal(Math.Max(1, (bytes.Length + full - 1) / full), blocks);
        }
    }

    [Theory]
    [MemberData(nameof(KeysAndCiphers))]
    public void Any_text_comes_out_as_it_went_in(int bits, string cipher)
    {
        SealingKey key = Create(bits, cipher);
        using RSA privateKey = WireVectors.PrivateKeyOf(bits);
        Gen.Byte.Array[0, 700].Sample(
            plaintext => WireVectors.Open(privateKey, key.Encrypt(plaintext), out _).AsSpan().SequenceEqual(plaintext),
            iter: 60, seed: "0000KeIHqXn1", threads: 1);
    }

    [Fact]
    public void A_4096_bit_key_is_taken()
    {
        using RSA rsa = RSA.Create(4096);
        SealingKey key = SealingKey.Import(rsa.ExportRSAPublicKey());

        Assert.Equal(4096, key.Bits);
        Assert.Equal("x"u8.ToArray(), WireVectors.Open(rsa, key.Encrypt("x"u8), out _));
    }

    [Fact]
    public void The_fingerprint_is_the_SHA_256_of_the_decoded_bytes()
    {
        byte[] pkcs1 = WireVectors.PublicKeyOf(1024);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(pkcs1)), SealingKey.Import(pkcs1).Fingerprint);
    }

    [Fact]
    [Shows(Promise.SecretsAreEncrypted)]
    public void Two_encryptions_of_one_text_differ()
    {
        SealingKey key = SealingKey.Import(WireVectors.PublicKeyOf(1024));

        Assert.NotEqual(key.Encrypt("same"u8), key.Encrypt("same"u8));
    }

    [Fact]
    [Shows(Promise.KeysAreKeys)]
    public void What_is_no_key_is_refused_with_one_kind_of_exception()
    {
        byte[] valid = WireVectors.PublicKeyOf(1024);
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, valid.Length]).Sample(
            (at, value, length) =>
            {
                byte[] broken = valid[..length];
                if (at < length)
                {
                    broken[at] = value;
                }

                try
                {
                    SealingKey.Import(broken);
                }
                catch (CryptographicException)
                {
                    // The only one that callers expect.
                }
            },
            iter: 2000, seed: "0001KeIHqXn1", threads: 1);
    }

    [Fact]
    [Shows(Promise.KeysAreKeys)]
    public void A_key_that_would_only_keep_this_machine_busy_is_refused_unread()
    {
        // RSAPublicKey of 65536 bits: SEQUENCE { modulus, 65537 }.
        byte[] modulus = [0x02, 0x82, 0x20, 0x01, 0x00, .. Enumerable.Repeat((byte)0xFF, 8192)];
        byte[] key = [0x30, 0x82, 0x20, 0x0A, .. modulus, 0x02, 0x03, 0x01, 0x00, 0x01];

        var error = Assert.Throws<CryptographicException>(() => SealingKey.Import(key));

        Assert.Contains("8192 bits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_SPKI_key_is_not_mistaken_for_a_PKCS1_key()
    {
        using RSA rsa = RSA.Create(1024);

        Assert.Throws<CryptographicException>(() => SealingKey.Import(rsa.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public async Task Many_threads_may_use_one_key()
    {
        SealingKey key = SealingKey.Import(WireVectors.PublicKeyOf(1024));
        using RSA privateKey = WireVectors.PrivateKeyOf(1024);

        string[] ciphertexts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => key.Encrypt(Encoding.UTF8.GetBytes($"text {i}")))));

        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => $"text {i}"),
            ciphertexts.Select(text => Encoding.UTF8.GetString(WireVectors.Open(privateKey, text, out _))));
    }

    private static SealingKey Create(int bits, string cipher)
    {
        byte[] pkcs1 = WireVectors.PublicKeyOf(bits);
        return cipher == "platform" && PlatformRsaBlockCipher.TryImport(pkcs1) is { } platform
            ? SealingKey.Create(platform, pkcs1)
            : SealingKey.Create(BouncyCastleRsaBlockCipher.Import(pkcs1), pkcs1);
    }
}
