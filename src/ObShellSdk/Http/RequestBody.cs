using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>What a request sends as JSON. It is written only when the call begins, and the call wipes what was written.</summary>
internal abstract class RequestBody
{
    private IReadOnlyList<string>? _secrets;
    private bool _isWritten;

    /// <summary>The secrets in the JSON, or null if there are none.</summary>
    public IReadOnlyList<string>? Secrets
    {
        get
        {
            if (!_isWritten)
            {
                CryptographicOperations.ZeroMemory(Write());
            }

            return _secrets;
        }
    }

    /// <summary>Writes the JSON. The caller wipes it.</summary>
    public byte[] Write()
    {
        byte[] json = Write(out _secrets);
        _isWritten = true;
        return json;
    }

    protected abstract byte[] Write(out IReadOnlyList<string>? secrets);
}

/// <inheritdoc />
internal sealed class RequestBody<T>(T value, JsonTypeInfo<T> type) : RequestBody
{
    protected override byte[] Write(out IReadOnlyList<string>? secrets) => WrittenSecrets.Serialize(value, type, out secrets);
}
