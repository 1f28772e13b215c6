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

    public Task<RawAnswer> SendAsync(HttpMethod method, string target, RawHeader? header = null, string? body = null, params (string Name, string Value)[] headers)
        => SendAsync(method, target, header, body is null ? null : Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8", headers);

    public async Task<RawAnswer> SendAsync(
        HttpMethod method, string target, RawHeader? header, byte[]? body, string contentType, params (string Name, string Value)[] headers)
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
            request.Content = new ByteArrayContent(encrypts ? Encoding.ASCII.GetBytes(Encrypt(body, header!.Keys!)) : body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await _http.SendAsync(request);
        return new RawAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(), response.Headers);
    }

    public Task<RawAnswer> GetAsync(string target, RawHeader? header = null, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Get, target, header, body: null, headers);

    public Task<RawAnswer> PostAsync(string target, RawHeader? header = null, string? body = null) => SendAsync(HttpMethod.Post, target, header, body);

    /// <summary>Opens a session with a password and decrypts its id.</summary>
    public async Task<string> LogInAsync(string password)
    {
        var header = new RawHeader(password);
        return Decrypt((await PostAsync("/api/v1/login", header)).Data.GetString()!, header.Keys!);
    }

    /// <summary>Sends a file, in clear or sealed as all bodies are, as the header wants it.</summary>
    public Task<RawAnswer> UploadAsync(string target, RawHeader? header, RawFile file, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Post, target, header, file.Multipart(), $"multipart/form-data; boundary=\"{RawFile.Boundary}\"", headers);

    /// <summary>Sends a file in clear with the proof that it is whole.</summary>
    public Task<RawAnswer> UploadAsync(RawFile file, string? digest = null)
        => UploadAsync("/api/v1/package", header: null, file, ("X-OCS-File-SHA256", Seal(agent.PublicKey, digest ?? file.Sha256)));

    public static string Seal(string publicKey, string plaintext, int? chunkBytes = null)
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(Convert.FromBase64String(publicKey), out _);
        var chunks = Encoding.UTF8.GetBytes(plaintext).Chunk(chunkBytes ?? ((rsa.KeySize / 8) - 11));
        return Convert.ToBase64String([.. chunks.SelectMany(chunk => rsa.Encrypt(chunk, RSAEncryptionPadding.Pkcs1))]);
    }

    public static string Encrypt(byte[] body, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Convert.ToBase64String(aes.EncryptCbc(body, keys[16..]));
    }

    public static string Decrypt(string text, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Encoding.UTF8.GetString(aes.DecryptCbc(Convert.FromBase64String(text), keys[16..]));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An authentication header in clear; everything about it can be wrong on purpose.</summary>
internal sealed record RawHeader(string Password)
{
    public string Name { get; init; } = "X-OCS-Header";

    /// <summary>Agents set no limit, and the clocks of tests run ahead.</summary>
    public DateTimeOffset ExpiresAt { get; init; } = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Text of Ts in place of <see cref="ExpiresAt"/>.</summary>
    public string? Ts { get; init; }

    public string? Uri { get; init; }

    /// <summary>Null leaves the member out.</summary>
    public byte[]? Keys { get; init; } = RandomNumberGenerator.GetBytes(32);

    public string? SessionId { get; init; }

    public string? SsoToken { get; init; }

    /// <summary>Agents among themselves: 1 or 2.</summary>
    public int? ForwardType { get; init; }

    public int? ChunkBytes { get; init; }

    public bool PlainBody { get; init; }

    /// <summary>Sent as it is, in place of a header made of the rest.</summary>
    public string? Ciphertext { get; init; }

    public static RawHeader ForAgent(string password) => new(password) { Name = "X-OCS-Agent-Header" };

    public static RawHeader ForSession(string sessionId) => new("") { SessionId = sessionId };

    public static RawHeader ForToken(string token) => new("") { SsoToken = token };

    public static RawHeader V1(string password) => new(password) { Name = "X-OCS-Auth" };

    public string Plaintext(string target)
    {
        if (Name == "X-OCS-Auth")
        {
            return JsonSerializer.Serialize(new { password = Password, ts = ExpiresAt.ToUnixTimeSeconds() });
        }

        var members = new Dictionary<string, object>
        {
            ["Auth"] = Password,
            ["Ts"] = Ts ?? ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["Uri"] = Uri ?? target,
        };
        if (Keys is not null)
        {
            members["Keys"] = Convert.ToBase64String(Keys);
        }

        if (SessionId is not null)
        {
            members["session_id"] = SessionId;
        }

        if (ForwardType is { } forwardType)
        {
            members["ForwardType"] = forwardType;
        }

        if (SsoToken is not null)
        {
            members["ssotoken"] = SsoToken;
        }

        return JsonSerializer.Serialize(members);
    }
}

/// <summary>A file on its way in a multipart body.</summary>
internal sealed record RawFile(string Name, byte[] Bytes)
{
    public const string Boundary = "a boundary that no file has";

    public const string Observer = "oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm";

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public byte[] Multipart() =>
    [
        .. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfirst\r\n"),
        .. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{Name}\"\r\n\r\n"),
        .. Bytes,
        .. Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n"),
    ];
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
