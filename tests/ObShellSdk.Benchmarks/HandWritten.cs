using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk.Benchmarks;

/// <summary>What a user would write without the SDK: no retries, no time-outs, no errors, no key exchange, nothing wiped.</summary>
internal sealed class HandWritten(HttpClient http, byte[] publicKey, string password) : IDisposable
{
    private readonly RSA _rsa = Import(publicKey);

    public async Task<HandWrittenTask> GetAsync(string tenant)
    {
        HandWrittenEnvelope? answer = await http.GetFromJsonAsync(
            $"/api/v1/tenant/{Uri.EscapeDataString(tenant)}/backup/overview", HandWrittenJson.Default.HandWrittenEnvelope);
        return answer!.Data!.Status!;
    }

    public async Task<HandWrittenTask> GetEncryptedAsync(string tenant)
    {
        string target = $"/api/v1/tenant/{Uri.EscapeDataString(tenant)}/backup/overview";
        var header = new HandWrittenHeader
        {
            Auth = password,
            Ts = DateTimeOffset.UtcNow.AddSeconds(60).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            Uri = target,
        };
        byte[] plaintext = JsonSerializer.SerializeToUtf8Bytes(header, HandWrittenJson.Default.HandWrittenHeader);
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("X-OCS-Header", Convert.ToBase64String(_rsa.Encrypt(plaintext, RSAEncryptionPadding.Pkcs1)));
        using HttpResponseMessage response = await http.SendAsync(request);
        HandWrittenEnvelope? answer = await response.Content.ReadFromJsonAsync(HandWrittenJson.Default.HandWrittenEnvelope);
        return answer!.Data!.Status!;
    }

    public void Dispose() => _rsa.Dispose();

    private static RSA Import(byte[] publicKey)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(publicKey, out _);
        return rsa;
    }
}

internal sealed record HandWrittenHeader
{
    [JsonPropertyName("Auth")]
    public string? Auth { get; init; }

    [JsonPropertyName("Ts")]
    public string? Ts { get; init; }

    [JsonPropertyName("Uri")]
    public string? Uri { get; init; }
}

internal sealed record HandWrittenEnvelope
{
    public bool Successful { get; init; }

    public DateTimeOffset Timestamp { get; init; }

    public long Duration { get; init; }

    public int Status { get; init; }

    [JsonPropertyName("traceId")]
    public string? TraceId { get; init; }

    public HandWrittenOverview? Data { get; init; }
}

internal sealed record HandWrittenOverview
{
    public HandWrittenTask? Status { get; init; }
}

internal sealed record HandWrittenTask
{
    public long TenantId { get; init; }

    public long TaskId { get; init; }

    public long JobId { get; init; }

    public long Incarnation { get; init; }

    public long BackupSetId { get; init; }

    public DateTimeOffset StartTimestamp { get; init; }

    public DateTimeOffset EndTimestamp { get; init; }

    public string? Status { get; init; }

    public long StartScn { get; init; }

    public long EndScn { get; init; }

    public long UserLsStartScn { get; init; }

    public string? EncryptionMode { get; init; }

    public long InputBytes { get; init; }

    public long OutputBytes { get; init; }

    public double OutputRateBytes { get; init; }

    public long ExtraMetaBytes { get; init; }

    public long TabletCount { get; init; }

    public long FinishTabletCount { get; init; }

    public long MacroBlockCount { get; init; }

    public long FinishMacroBlockCount { get; init; }

    public long FileCount { get; init; }

    public long MetaTurnId { get; init; }

    public long DataTurnId { get; init; }

    public long Result { get; init; }

    public string? Comment { get; init; }

    public string? Path { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HandWrittenEnvelope))]
[JsonSerializable(typeof(HandWrittenHeader))]
internal sealed partial class HandWrittenJson : JsonSerializerContext;
