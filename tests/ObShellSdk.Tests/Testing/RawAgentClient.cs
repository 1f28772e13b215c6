using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>Speaks to an agent with headers made by hand, so that the fake is not judged by the SDK's own idea of the wire.</summary>
internal sealed class RawAgentClient(FakeAgent agent) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Equals(agent.Certificate) is true },
    })
    {
        Timeout = Patience,
    };

    public async Task<RawAnswer> SendAsync(HttpMethod method, string target, RawHeader? header = null, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(agent.Endpoint, target));
        if (header is not null)
        {
            request.Headers.Add(header.Name, header.Ciphertext ?? Seal(agent.PublicKey, header.Plaintext(target), header.ChunkBytes));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            var encrypts = header is { Name: not "X-OCS-Auth", PlainBody: false };
            request.Content = new StringContent(encrypts ? Encrypt(body, header!.Keys) : body, Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request);
        return new RawAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(), response.Headers);
    }

    public Task<RawAnswer> GetAsync(string target, RawHeader? header = null, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Get, target, header, body: null, headers);

    public static string Seal(string publicKey, string plaintext, int? chunkBytes = null)
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(Convert.FromBase64String(publicKey), out _);
        var chunks = Encoding.UTF8.GetBytes(plaintext).Chunk(chunkBytes ?? ((rsa.KeySize / 8) - 11));
        return Convert.ToBase64String([.. chunks.SelectMany(chunk => rsa.Encrypt(chunk, RSAEncryptionPadding.Pkcs1))]);
    }

    public static string Encrypt(string body, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(body), keys[16..]));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An authentication header in clear; everything about it can be wrong on purpose.</summary>
internal sealed record RawHeader(string Password)
{
    public string Name { get; init; } = "X-OCS-Header";

    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.UtcNow.AddSeconds(60);

    /// <summary>Text of Ts in place of <see cref="ExpiresAt"/>.</summary>
    public string? Ts { get; init; }

    public string? Uri { get; init; }

    public byte[] Keys { get; init; } = RandomNumberGenerator.GetBytes(32);

    public string? SessionId { get; init; }

    public int? ChunkBytes { get; init; }

    public bool PlainBody { get; init; }

    /// <summary>Sent as it is, in place of a header made of the rest.</summary>
    public string? Ciphertext { get; init; }

    public static RawHeader ForAgent(string password) => new(password) { Name = "X-OCS-Agent-Header" };

    public static RawHeader V1(string password) => new(password) { Name = "X-OCS-Auth" };

    public string Plaintext(string target)
    {
        if (Name == "X-OCS-Auth")
        {
            return JsonSerializer.Serialize(new { password = Password, ts = ExpiresAt.ToUnixTimeSeconds() });
        }

        var members = new Dictionary<string, string>
        {
            ["Auth"] = Password,
            ["Ts"] = Ts ?? ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["Uri"] = Uri ?? target,
            ["Keys"] = Convert.ToBase64String(Keys),
        };
        if (SessionId is not null)
        {
            members["session_id"] = SessionId;
        }

        return JsonSerializer.Serialize(members);
    }
}

/// <summary>An answer, read no further than the envelope.</summary>
internal sealed record RawAnswer(HttpStatusCode Status, string Text, string? ContentType, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public JsonElement Envelope => JsonElement.Parse(Text);

    public JsonElement Data => Envelope.GetProperty("data");

    public JsonElement Error => Envelope.GetProperty("error");

    public string? ErrCode => Error.TryGetProperty("errCode", out var code) ? code.GetString() : null;

    public int? Code => Error.TryGetProperty("code", out var code) ? code.GetInt32() : null;
}
