using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ObShellSdk.Packages;
using ObShellSdk.Serialization;
using ObShellSdk.Tasks;

namespace ObShellSdk.Tests.Contract;

/// <summary>The facets' own methods read every recorded response of a real agent without loss.</summary>
public sealed class RealAnswerTests
{
    // Lines of the recordings. A new recording changes these numbers.
    private const int Successful = 897;
    private const int WithData = 756;

    // Results that are no records, and what they cannot hold.
    private static readonly Dictionary<string, string> _lessExact = new()
    {
        ["getTime"] = "A DateTimeOffset, which holds 100 ns.",
        ["UpgradePkgUpload"] = "The members are named as the server's fields are (PkgId), and become those of POST /package (pkg_id).",
    };

    private static readonly Lazy<Task<Dictionary<string, (PropertyInfo Facet, MethodInfo Method)>>> _methods = new(FindMethodsAsync);

    [Fact]
    public async Task Every_successful_response_is_read_by_the_facet_and_written_again_without_loss()
    {
        Dictionary<string, (PropertyInfo Facet, MethodInfo Method)> methods = await _methods.Value;
        int read = 0;
        int withData = 0;
        var differences = new List<string>();
        foreach (RealAnswer answer in RealAnswers.All.Where(answer => answer.IsSuccess))
        {
            string operation = Operation(answer);
            Assert.True(methods.TryGetValue(operation, out (PropertyInfo Facet, MethodInfo Method) method), $"{answer.Name}: no facet has a method for {operation}.");
            using var transport = new Replay(answer);
            using ObShellClient client = Connect(transport);

            object? result = await FacetMethods.InvokeAsync(client, method.Facet, method.Method, Arguments(operation, method.Method));

            read++;
            withData += answer.Data is null ? 0 : 1;
            differences.AddRange(Differences(operation, answer, result).Select(difference => $"{answer.Name} {method.Facet.Name}.{method.Method.Name}: {difference}"));
        }

        Assert.Empty(differences);
        Assert.Equal((Successful, WithData), (read, withData));
    }

    /// <summary>Secrets are the only difference of what <see cref="ObShellJson.Options"/> writes; no recorded response has any.</summary>
    [Fact]
    public async Task A_recorded_overview_is_written_alike_with_and_without_mask()
    {
        (PropertyInfo facet, MethodInfo method) = (await _methods.Value)["tenantBackupOverview"];
        foreach (RealAnswer answer in RealAnswers.All.Where(answer => answer.IsSuccess && Operation(answer) == "tenantBackupOverview"))
        {
            using var transport = new Replay(answer);
            using ObShellClient client = Connect(transport);

            object result = (await FacetMethods.InvokeAsync(client, facet, method, Arguments("", method)))!;

            Assert.Empty(JsonDifference.Of(answer.Data!.Value, JsonSerializer.SerializeToElement(result, ObShellJson.Options.GetTypeInfo(result.GetType()))));
        }
    }

    private static string Operation(RealAnswer answer)
    {
        string[] path = answer.Path.Split('?')[0].Split('/');
        ContractOperation operation = ContractFile.Operations()
            .Where(candidate => candidate.Verb == answer.Verb && IsAt(candidate.Template.Split('/'), path))
            .MinBy(candidate => candidate.Template.Count(letter => letter == '{'))
            ?? throw new InvalidOperationException($"{answer.Name}: the contract has no {answer.Verb} {answer.Path}.");
        return Original(operation);
    }

    private static bool IsAt(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));

    private static string Original(ContractOperation operation) =>
        operation.Definition.TryGetProperty("x-alias-of", out JsonElement original) ? original.GetString()! : operation.Id;

    /// <summary>The method of each operation, found by what it sends.</summary>
    private static async Task<Dictionary<string, (PropertyInfo Facet, MethodInfo Method)>> FindMethodsAsync()
    {
        var methods = new Dictionary<string, (PropertyInfo Facet, MethodInfo Method)>();
        foreach ((PropertyInfo facet, MethodInfo method) in FacetMethods.All.Where(row => typeof(Task).IsAssignableFrom(row.Method.ReturnType) && !OperationTests.Composed.Contains(row.Method.Name)))
        {
            using var transport = new RecordingTransport(new SchemaAnswer()) { NamesTenantsPlainly = true };
            using ObShellClient client = Connect(transport);
            try
            {
                await FacetMethods.InvokeAsync(client, facet, method, [.. method.GetParameters().Select(Samples.Argument)]);
            }
            catch (Exception exception) when (exception is ArgumentException or ObShellException or InvalidOperationException)
            {
                // It makes several calls, and cannot be carried out with answers made from schemas.
                continue;
            }

            if (transport.Calls.Where(call => !FacetMethods.IsLook(facet, method, call)).ToArray() is [{ } call])
            {
                methods.TryAdd(Original(call.Operation), (facet, method));
            }
        }

        methods.Add("UpgradePkgUpload", methods["NewPkgUpload"]);

        return methods;
    }

    /// <summary>A file without digest goes the way that older agents have, too.</summary>
    private static object?[] Arguments(string operation, MethodInfo method) =>
        [.. method.GetParameters().Select(parameter => operation == "UpgradePkgUpload" && parameter.ParameterType == typeof(PackageFile)
            ? PackageFile.FromStream(new ForwardOnly([1]), "package.rpm")
            : Samples.Argument(parameter))];

    private static ObShellClient Connect(HttpMessageHandler transport) => new(new ObShellClientOptions
    {
        Endpoint = new Uri("http://127.0.0.1:2886"), Transport = transport, DisableEncryption = true, Retry = { MaxAttempts = 1 },
    });

    private static IEnumerable<string> Differences(string operation, RealAnswer answer, object? result)
    {
        if (result?.GetType().GetProperty("Dag") is { } dag && dag.PropertyType == typeof(DagDetail))
        {
            result = dag.GetValue(result);
        }

        if (answer.Data is not { } data)
        {
            return result is null or ICollection { Count: 0 } ? [] : ["there is a result without data"];
        }

        if (operation == "UpgradePkgUpload")
        {
            data = JsonSerializer.SerializeToElement(data.EnumerateObject().ToDictionary(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name), member => member.Value));
        }

        return result switch
        {
            null => ["the data are lost"],
            DateTimeOffset time when _lessExact.ContainsKey(operation) => data.GetString()!.StartsWith(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), StringComparison.Ordinal) ? [] : ["another time"],
            Secret secret => JsonDifference.Of(data, JsonSerializer.SerializeToElement(secret.Reveal())),
            IEnumerable items when result is not string && result.GetType().GetInterface("IReadOnlyDictionary`2") is null => Lists(data.GetProperty("contents"), [.. items.Cast<object>().Select(Write)]),
            _ => JsonDifference.Of(data, Write(result)),
        };
    }

    /// <summary>A list that the agent sends as null is empty.</summary>
    private static IEnumerable<string> Lists(JsonElement contents, JsonElement[] items) =>
        contents.ValueKind == JsonValueKind.Null && items.Length == 0 ? [] : JsonDifference.Of(contents, JsonSerializer.SerializeToElement(items));

    private static JsonElement Write(object value) =>
        JsonSerializer.SerializeToElement(value, ObShellJson.UnmaskedOptions.GetTypeInfo(value.GetType().GetInterface("IReadOnlyDictionary`2") ?? value.GetType()));

    /// <summary>Answers every call with one recorded response.</summary>
    /// <summary>Answers the recorded operation as recorded, and what a method reads beside it as its schema says.</summary>
    private sealed class Replay(RealAnswer answer) : DelegatingHandler(new RecordingTransport(new SchemaAnswer()) { NamesTenantsPlainly = true })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string operation = Operation(answer);
            string[] path = request.RequestUri!.AbsolutePath.Split('/');
            bool isIt = ContractFile.Operations().Any(candidate => candidate.Verb == request.Method.Method && Original(candidate) == operation && IsAt(candidate.Template.Split('/'), path));
            return isIt
                ? Task.FromResult(new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new StringContent(answer.Envelope.GetRawText(), Encoding.UTF8, "application/json") })
                : base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class ForwardOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
