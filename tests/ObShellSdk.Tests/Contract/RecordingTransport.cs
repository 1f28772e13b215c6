using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ObShellSdk.Tests.Contract;

/// <summary>Takes calls of a client without encryption, finds their operation in the contract, and answers as its schema says.</summary>
internal sealed class RecordingTransport(SchemaAnswer answers) : HttpMessageHandler
{
    private static readonly ContractOperation[] _operations = [.. ContractFile.Operations()];

    public List<RecordedCall> Calls { get; } = [];

    /// <summary>Whether tenants are listed with names that statements can hold without quotes; the calls for all tenants require it.</summary>
    public bool NamesTenantsPlainly { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string target = request.RequestUri!.PathAndQuery;
        ContractOperation operation = _operations.Single(candidate => candidate.Verb == request.Method.Method && Matches(candidate.Template, target.Split('?')[0]));
        JsonNode? body = request.Content is null ? null : await ReadAsync(request.Content, cancellationToken);
        JsonNode? data = Answer(operation);
        Calls.Add(new RecordedCall(operation, target, body is null ? "" : request.Content!.Headers.ContentType!.MediaType!, body, data));
        var envelope = new JsonObject { ["successful"] = true, ["status"] = 200, ["traceId"] = "t", ["data"] = data?.DeepClone() };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(envelope.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private static async Task<JsonNode?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentType is { MediaType: "multipart/form-data" } type)
        {
            string boundary = type.Parameters.Single(parameter => parameter.Name == "boundary").Value!;
            return await ReadPartsAsync(new MultipartReader(boundary, await content.ReadAsStreamAsync(cancellationToken)), cancellationToken);
        }

        string body = await content.ReadAsStringAsync(cancellationToken);
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    /// <summary>The parts as members of an object, which is how the contract describes them. A file has a name, and shows as text.</summary>
    private static async Task<JsonNode> ReadPartsAsync(MultipartReader parts, CancellationToken cancellationToken)
    {
        var members = new JsonObject();
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            ContentDispositionHeaderValue disposition = part.GetContentDispositionHeader() ?? throw new InvalidDataException("A part has no name.");
            Assert.True(disposition.IsFileDisposition());
            members.Add(disposition.Name.Value!.Trim('"'), await part.ReadAsStringAsync(cancellationToken));
        }

        return members;
    }

    private static bool Matches(string template, string path)
    {
        string[] wanted = template.Split('/');
        string[] got = path.Split('/');
        return wanted.Length == got.Length && wanted.Zip(got).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second is Samples.Text or Samples.Name or Samples.Number));
    }

    private JsonNode? Answer(ContractOperation operation)
    {
        if (!operation.Definition.GetProperty("responses").TryGetProperty("200", out JsonElement ok) || !ok.TryGetProperty("content", out JsonElement content))
        {
            return null;
        }

        JsonNode? data = answers.Of(content.GetProperty("application/json").GetProperty("schema"));
        bool wrapped = operation.Definition.TryGetProperty("x-contents", out JsonElement contents) && contents.GetBoolean();
        if (NamesTenantsPlainly && operation.Template == "/api/v1/tenants/overview" && (data as JsonArray ?? data?["contents"]) is JsonArray tenants)
        {
            foreach (JsonObject tenant in tenants.OfType<JsonObject>())
            {
                tenant["tenant_name"] = Samples.Name;
            }
        }

        return wrapped && data is JsonArray ? new JsonObject { ["contents"] = data } : data;
    }
}

/// <summary>One request as it arrived, with the answer that it got.</summary>
internal sealed record RecordedCall(ContractOperation Operation, string Target, string MediaType, JsonNode? Body, JsonNode? Data);
