
namespace ObShellSdk.SshCredentials;

/// <summary>A key to encrypt stored passwords with.</summary>
public sealed record CredentialEncryptionKey
{
    private const int Length = 32;

    /// <summary>Base64 of 32 random bytes.</summary>
    public required Secret AesKey { get; init; }

    internal void Validate(string name)
    {
        // A buffer of the right size and nothing beside it: longer keys do not fit either.
        Span<byte> bytes = stackalloc byte[Length];
        bool fits = AesKey is not null && Convert.TryFromBase64String(AesKey.Reveal(), bytes, out int length) && length == Length;
        bytes.Clear();
        if (!fits)
        {
            throw new ArgumentException($"{nameof(AesKey)} must be the Base64 of {Length} bytes.", name);
        }
    }
}
