#:project ../../src/ObShellSdk/ObShellSdk.csproj
// A script file as docs/in-your-host.md shows one. It is built for native AOT, so without JSON by reflection. Checks that a call works and its record can be written.
using System.Net;
using System.Text;
using System.Text.Json;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Serialization;

using var transport = new Answer();
using var client = new ObShellClient(new ObShellClientOptions { Endpoint = new Uri("http://127.0.0.1:2886"), Transport = transport, DisableEncryption = true });
TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");
string json = JsonSerializer.Serialize(overview, ObShellJson.TypeInfo<TenantBackupOverview>());
Console.WriteLine(json);
return !JsonSerializer.IsReflectionEnabledByDefault && json.Contains("COMPLETED", StringComparison.Ordinal) ? 0 : 1;

internal sealed class Answer : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StringContent("""{"successful":true,"status":200,"data":{"status":{"tenant_id":1002,"status":"COMPLETED"}}}""", Encoding.UTF8, "application/json"),
    });
}
