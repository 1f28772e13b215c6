using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using ObShellSdk.Encryption;

namespace ObShellSdk.Benchmarks;

/// <summary>One block of the header, by the platform's RSA and by BouncyCastle's.</summary>
[MemoryDiagnoser]
public class RsaBlock
{
    private readonly byte[] _plaintext = new byte[53];
    private byte[] _block = [];
    private PlatformRsaBlockCipher _platform = null!;
    private BouncyCastleRsaBlockCipher _bouncyCastle = null!;

    [Params(512, 1024, 2048)]
    public int KeyBits { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        using RSA rsa = RSA.Create(KeyBits);
        byte[] publicKey = rsa.ExportRSAPublicKey();
        _platform = PlatformRsaBlockCipher.TryImport(publicKey) ?? throw new PlatformNotSupportedException($"The platform refuses {KeyBits} bits.");
        _bouncyCastle = BouncyCastleRsaBlockCipher.Import(publicKey);
        _block = new byte[KeyBits / 8];
    }

    [Benchmark(Baseline = true)]
    public void Platform() => _platform.Encrypt(_plaintext, _block);

    [Benchmark]
    public void BouncyCastle() => _bouncyCastle.Encrypt(_plaintext, _block);
}
