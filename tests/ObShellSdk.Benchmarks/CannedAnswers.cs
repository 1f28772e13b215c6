using System.Security.Cryptography;
using System.Text;

namespace ObShellSdk.Benchmarks;

/// <summary>What an agent answers to the questions of the handshake and to all others: a backup overview. It opens no header and no body.</summary>
internal sealed class CannedAnswers
{
    private const string Overview =
        """
        {"successful":true,"timestamp":"2024-10-12T18:16:17.54002369+08:00","duration":36,"status":200,"traceId":"11ae266d93f6e7c7",
        "data":{"status":{"tenant_id":1002,"task_id":1,"job_id":1,"incarnation":1,"backup_set_id":1,
        "start_timestamp":"2024-10-12T18:08:08.723714+08:00","end_timestamp":"2024-10-12T18:10:43.487426+08:00","status":"COMPLETED",
        "start_scn":1728727696264250400,"end_scn":1728727843446713000,"user_ls_start_scn":1728727710694531300,"encryption_mode":"NONE",
        "input_bytes":128825794,"output_bytes":22320897,"output_rate_bytes":144225.6503,"extra_meta_bytes":0,"tablet_count":596,
        "finish_tablet_count":596,"macro_block_count":61,"finish_macro_block_count":61,"file_count":0,"meta_turn_id":1,"data_turn_id":0,
        "result":0,"comment":"","path":"oss://bucket/backup/archive/test/1/1002/data?host=oss-cn-hangzhou.aliyuncs.com"}}}
        """;

    private readonly byte[] _overview = Encoding.UTF8.GetBytes(Overview);
    private readonly byte[] _info = Envelope("""{"version":"4.5.0.0-1","identity":"CLUSTER AGENT","supportedAuth":["v2"]}""");
    private readonly byte[] _secret;

    public CannedAnswers(int keyBits)
    {
        using RSA rsa = RSA.Create(keyBits);
        PublicKey = rsa.ExportRSAPublicKey();
        _secret = Envelope($$"""{"public_key":"{{Convert.ToBase64String(PublicKey)}}"}""");
    }

    public byte[] PublicKey { get; }

    public byte[] To(string path) => path switch { "/api/v1/info" => _info, "/api/v1/secret" => _secret, _ => _overview };

    private static byte[] Envelope(string data) => Encoding.UTF8.GetBytes(
        $$"""{"successful":true,"timestamp":"2024-10-12T18:16:17.5+08:00","duration":0,"status":200,"traceId":"11ae266d93f6e7c7","data":{{data}}}""");
}
