using System.Net;
using System.Net.Http.Headers;

namespace ObShellSdk.Benchmarks;

/// <summary>Answers at once and from memory, so that only the work of the client is measured.</summary>
internal sealed class InProcessAgent(int keyBits) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly CannedAnswers _answers = new(keyBits);

    public byte[] PublicKey => _answers.PublicKey;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(_answers.To(request.RequestUri!.AbsolutePath));
        content.Headers.ContentType = _json;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
