using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ObShellSdk.AotSmoke;

/// <summary>
/// An agent with a key pair of its own that opens the header of each request and believes nothing else. Without a password it is
/// one built with encryption off. What it does not like, it throws: the program ends with that.
/// </summary>
internal sealed class InProcessAgent : HttpMessageHandler
{
    private const string Completed =
        """
        {"tenant_id":1002,"task_id":1,"job_id":1,"incarnation":1,"backup_set_id":1,
        "start_timestamp":"2024-10-12T18:08:08.723714+08:00","end_timestamp":"2024-10-12T18:10:43.487426+08:00","status":"COMPLETED",
        "start_scn":1728727696264250400,"end_scn":1728727843446713000,"user_ls_start_scn":1728727710694531300,"encryption_mode":"NONE",
        "input_bytes":128825794,"output_bytes":22320897,"output_rate_bytes":144225.6503,"extra_meta_bytes":0,"tablet_count":596,
        "finish_tablet_count":596,"macro_block_count":61,"finish_macro_block_count":61,"file_count":0,"meta_turn_id":1,"data_turn_id":0,
        "result":0,"comment":"","path":"oss://bucket/backup/archive/test/1/1002/data?host=oss-cn-hangzhou.aliyuncs.com"}
        """;

    private readonly RSA _key = RSA.Create(1024);
    private readonly string? _password;

    public InProcessAgent(string? password) => _password = password;

    /// <summary>How many overviews it has answered.</summary>
    public int Overviews { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string target = request.RequestUri!.PathAndQuery;
        return Task.FromResult(Answer(request, target switch
        {
            "/api/v1/info" => """{"version":"4.5.0.0-1","identity":"CLUSTER AGENT","supportedAuth":["v2"]}""",
            "/api/v1/secret" => $$"""{"public_key":"{{Convert.ToBase64String(_key.ExportRSAPublicKey())}}"}""",
            "/api/v1/tenant/tenant1/backup/overview" => Overview(request, target, $$"""{"status":{{Completed}}}"""),
            "/api/v1/obcluster/backup/overview" => Overview(request, target, $$"""{"statuses":[{{Completed}}]}"""),
            _ => throw new InvalidOperationException($"The client asked for {target}."),
        }));
    }

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }

    private string Overview(HttpRequestMessage request, string target, string data)
    {
        Verify(request, target);
        Overviews++;
        return data;
    }

    private void Verify(HttpRequestMessage request, string target)
    {
        bool hasHeader = request.Headers.TryGetValues("X-OCS-Header", out IEnumerable<string>? values);
        if (_password is null)
        {
            Expect(!hasHeader, "sent a header although encryption is off");
            return;
        }

        Expect(hasHeader, "sent no X-OCS-Header");
        using JsonDocument header = JsonDocument.Parse(Decrypt(Convert.FromBase64String(values!.Single())));
        JsonElement root = header.RootElement;
        Expect(root.GetProperty("Auth").GetString() == _password, "sealed another password");
        Expect(root.GetProperty("Uri").GetString() == target, $"sealed the target {root.GetProperty("Uri").GetString()} for {target}");
        long expires = long.Parse(root.GetProperty("Ts").GetString()!, CultureInfo.InvariantCulture);
        Expect(DateTimeOffset.FromUnixTimeSeconds(expires) > DateTimeOffset.UtcNow, "sealed an expiry that is over");
    }

    private byte[] Decrypt(byte[] ciphertext) =>
        [.. ciphertext.Chunk(_key.KeySize / 8).SelectMany(block => _key.Decrypt(block, RSAEncryptionPadding.Pkcs1))];

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
