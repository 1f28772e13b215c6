using System.Text.Json;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The decrypted authentication header. Absent members are empty, as on the server.</summary>
internal sealed record AgentHeader
{
    public required FakeHeaderKind Kind { get; init; }

    public string Auth { get; private set; } = "";

    public string ExpiresAt { get; private set; } = "";

    public string Uri { get; private set; } = "";

    public byte[] Keys { get; private set; } = [];

    public string SessionId { get; private set; } = "";

    public string SsoToken { get; private set; } = "";

    public int ForwardType { get; private set; }

    public string Token { get; private set; } = "";

    /// <summary>Reads version 2; returns null if it is not JSON of the right types.</summary>
    public static AgentHeader? ReadV2(FakeHeaderKind kind, byte[] plaintext)
        => Read(new AgentHeader { Kind = kind }, plaintext, static (header, name, value) => header.TakeV2(name, value));

    /// <summary>Reads version 1: a password, and the expiry as a number.</summary>
    public static AgentHeader? ReadV1(byte[] plaintext)
        => Read(new AgentHeader { Kind = FakeHeaderKind.V1 }, plaintext, static (header, name, value) => header.TakeV1(name, value));

    private static AgentHeader? Read(AgentHeader header, byte[] plaintext, Action<AgentHeader, string, JsonElement> take)
    {
        try
        {
            using var json = JsonDocument.Parse(plaintext);
            foreach (var member in json.RootElement.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Null))
            {
                take(header, member.Name.ToUpperInvariant(), member.Value);
            }

            return header;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private void TakeV2(string name, JsonElement value)
    {
        switch (name)
        {
            case "AUTH": Auth = value.GetString()!; break;
            case "TS": ExpiresAt = value.GetString()!; break;
            case "URI": Uri = value.GetString()!; break;
            case "KEYS": Keys = value.GetBytesFromBase64(); break;
            case "SESSION_ID": SessionId = value.GetString()!; break;
            case "SSOTOKEN": SsoToken = value.GetString()!; break;
            case "FORWARDTYPE": ForwardType = value.GetInt32(); break;
            case "TOKEN": Token = value.GetString()!; break;
            case "SHA256": _ = value.GetString(); break;
            default: break;
        }
    }

    private void TakeV1(string name, JsonElement value)
    {
        switch (name)
        {
            case "PASSWORD": Auth = value.GetString()!; break;
            case "TS": ExpiresAt = value.GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture); break;
            default: break;
        }
    }
}
