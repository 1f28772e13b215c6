using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ObShellSdk.Tests.Contract;

/// <summary>Takes calls of a client without encryption, finds their operation in the contract, and answers as its schema says.</summary>
internal sealed class RecordingTransport(SchemaAnswer answers) : HttpMessageHandler
{
    private static readonly ContractOperation[] _operations = [.. ContractFile.Operations()];

    public List<RecordedCall> Calls { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string target = request.RequestUri!.PathAndQuery;
        ContractOperation operation = _operations.Single(candidate => candidate.Verb == request.Method.Method && Matches(candidate.Template, target.Split('?')[0]));
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        JsonNode? data = Answer(operation);
        Calls.Add(new RecordedCall(operation, target, body.Length == 0 ? null : JsonNode.Parse(body), data));
        var envelope = new JsonObject { ["successful"] = true, ["status"] = 200, ["traceId"] = "t", ["data"] = data?.DeepClone() };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(envelope.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private static bool Matches(string template, string path)
    {
        string[] wanted = template.Split('/');
        string[] got = path.Split('/');
        return wanted.Length == got.Length && wanted.Zip(got).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second is Samples.Text or Samples.Number));
    }

    private JsonNode? Answer(ContractOperation operation)
    {
        if (!operation.Definition.GetProperty("responses").TryGetProperty("200", out JsonElement ok) || !ok.TryGetProperty("content", out JsonElement content))
        {
            return null;
        }

        JsonNode? data = answers.Of(content.GetProperty("application/json").GetProperty("schema"));
        bool wrapped = operation.Definition.TryGetProperty("x-contents", out JsonElement contents) && contents.GetBoolean();
        return wrapped && data is JsonArray ? new JsonObject { ["contents"] = data } : data;
    }
}

/// <summary>One request as it arrived, with the answer that it got.</summary>
internal sealed record RecordedCall(ContractOperation Operation, string Target, JsonNode? Body, JsonNode? Data);
