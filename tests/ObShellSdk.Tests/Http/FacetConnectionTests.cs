using System.Net;
using System.Text.Json;
using ObShellSdk.Encryption;
using ObShellSdk.Http;

namespace ObShellSdk.Tests.Http;

public sealed class FacetConnectionTests
{
    [Fact]
    public async Task UploadAsync_gives_the_operation_the_traits_of_the_connection()
    {
        var settings = ClientSettings.From(new ObShellClientOptions { Endpoint = new Uri("http://127.0.0.1:1"), DisableEncryption = true });
        using var http = new HttpClient(new SealingHandler(TimeProvider.System) { InnerHandler = new NoContent() });
        using var cluster = new ClusterConnection(settings, http);
        FacetConnection connection = cluster.Connection.ForFacet<HandshakeJson>().With(OperationTraits.MayBeEmpty);
        using var file = new MemoryStream([1, 2, 3]);

        JsonElement data = await connection.UploadAsync<JsonElement>(
            ApiOperation.Upload(Since.V4_2_3, $"/api/v1/upgrade/package"), file, "a.rpm", null, null, null, TestContext.Current.CancellationToken);

        Assert.Equal(JsonValueKind.Undefined, data.ValueKind);
    }

    [Fact]
    public void With_gives_the_traits_to_the_operation_of_older_agents_too()
    {
        ApiOperation earlier = ApiOperation.Upload(Since.V4_2_3, $"/api/v1/upgrade/package");
        ApiOperation operation = ApiOperation.Upload(Since.V4_3_0, $"/api/v1/package").With(OperationTraits.SignedByDigest) with { Earlier = (Since.V4_3_0, earlier) };

        ApiOperation slow = operation.With(OperationTraits.Slow);

        Assert.True(slow.For(Since.V4_3_0) is { IsSlow: true, IsSignedByDigest: true });
        Assert.True(slow.For(Since.V4_2_3) is { IsSlow: true, IsSignedByDigest: false });
    }

    private sealed class NoContent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }
    }
}
