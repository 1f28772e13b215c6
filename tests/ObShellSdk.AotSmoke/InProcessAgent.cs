using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ObShellSdk.AotSmoke;

/// <summary>
/// An agent with a key pair of its own that opens the header and the body of each request and believes nothing else. Without passwords it
/// is one built with encryption off. What it does not like, it throws: the program ends with that.
/// </summary>
internal sealed class InProcessAgent : HttpMessageHandler
{
    private readonly RSA _key = RSA.Create(1024);
    private readonly HashSet<string> _answered = [];
    private readonly string? _password;
    private readonly string? _agentPassword;

    public InProcessAgent()
    {
    }

    public InProcessAgent(string password, string agentPassword)
    {
        _password = password;
        _agentPassword = agentPassword;
    }

    /// <summary>How many of <see cref="Answers"/> it has given.</summary>
    public int Answered => _answered.Count;

    /// <summary>The requests that it could have answered and that nobody made.</summary>
    public IEnumerable<string> Unasked => Answers.ByRequest.Keys.Except(_answered);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string target = request.RequestUri!.PathAndQuery;
        return target switch
        {
            "/api/v1/info" => Answer(request, """{"version":"4.5.0.0-1","identity":"CLUSTER AGENT","supportedAuth":["v2"]}"""),
            "/api/v1/secret" => Answer(request, $$"""{"public_key":"{{Convert.ToBase64String(_key.ExportRSAPublicKey())}}"}"""),
            _ => Answer(request, await FindAsync(request, target, cancellationToken)),
        };
    }

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> FindAsync(HttpRequestMessage request, string target, CancellationToken cancellationToken)
    {
        string asked = $"{request.Method} {target}";
        Expect(Answers.ByRequest.TryGetValue(asked, out string? data), $"asked for {asked}");
        byte[]? keys = Verify(request, target);
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        if (body.Length > 0)
        {
            using JsonDocument json = JsonDocument.Parse(_password is null ? body : Open(Encoding.ASCII.GetString(body), keys));
            Expect(json.RootElement.ValueKind == JsonValueKind.Object, $"sent no JSON object to {target}");
        }

        _answered.Add(asked);
        return asked == Answers.SingleSignOn && keys is not null ? $"\"{Seal(data!.Trim('"'), keys)}\"" : data!;
    }

    /// <summary>The keys that the header carries, if it does.</summary>
    private byte[]? Verify(HttpRequestMessage request, string target)
    {
        bool wantsAgentPassword = target.StartsWith("/api/v1/obproxy", StringComparison.Ordinal);
        bool hasHeader = request.Headers.TryGetValues(wantsAgentPassword ? "X-OCS-Agent-Header" : "X-OCS-Header", out IEnumerable<string>? values);
        if (_password is null)
        {
            Expect(!hasHeader, "sent a header although encryption is off");
            return null;
        }

        Expect(hasHeader, $"sent no header to {target}");
        using JsonDocument header = JsonDocument.Parse(Decrypt(Convert.FromBase64String(values!.Single())));
        JsonElement root = header.RootElement;
        Expect(root.GetProperty("Auth").GetString() == (wantsAgentPassword ? _agentPassword : _password), "sealed another password");
        Expect(root.GetProperty("Uri").GetString() == target, $"sealed the target {root.GetProperty("Uri").GetString()} for {target}");
        long expires = long.Parse(root.GetProperty("Ts").GetString()!, CultureInfo.InvariantCulture);
        Expect(DateTimeOffset.FromUnixTimeSeconds(expires) > DateTimeOffset.UtcNow, "sealed an expiry that is over");
        return root.TryGetProperty("Keys", out JsonElement keys) ? keys.GetBytesFromBase64() : null;
    }

    private byte[] Decrypt(byte[] ciphertext) =>
        [.. ciphertext.Chunk(_key.KeySize / 8).SelectMany(block => _key.Decrypt(block, RSAEncryptionPadding.Pkcs1))];

    private static byte[] Open(string body, byte[]? keys)
    {
        Expect(keys is { Length: 32 }, "sent a body without its keys");
        using var aes = Aes.Create();
        aes.Key = keys![..16];
        return aes.DecryptCbc(Convert.FromBase64String(body), keys[16..]);
    }

    private static string Seal(string text, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(text), keys[16..]));
    }

    private static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The client {otherwise}.");
        }
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, string data)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(
            $$"""{"successful":true,"timestamp":"2024-10-12T18:16:17.5+08:00","duration":0,"status":200,"traceId":"11ae266d93f6e7c7","data":{{data}}}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
