using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObShellSdk.Serialization;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Contract;

/// <summary>Every method of every facet against the contract: route, query, body, answer, version. A new operation appears here by itself.</summary>
public sealed class OperationTests
{
    private const int RandomAnswers = 40;

    // Methods that make several calls, each of which has a method of its own here; so do all that give an IAsyncEnumerable.
    internal static readonly string[] Composed = ["FindTaskAsync", "FindUploadedAsync", "StartOrAttachAsync", "StartArchiveLogAsync", "ConfigureAndArchiveAsync", "FindStartedAsync", "FindOperationAsync", "GetClockInfoAsync"];

    // Operations without a method of their own, and why.
    private static readonly Dictionary<string, string> _exceptions = new()
    {
        ["UpgradePkgUpload"] = "What the upload of a package uses where the agent is older than POST /package, and tested there.",
        ["dagHandler"] = "The operators of a DAG are methods of DagOperation, and tested there.",
    };

    // Operations that older agents have on another route, where they are asked.
    private static readonly string[] _older = ["NewPkgUpload"];

    // Members of a request that the samples leave out, and why.
    private static readonly Dictionary<(string Operation, string Member), string> _unsent = new()
    {
        [("obServerConfig", "restart")] = "No agent looks at it.",
        [("obServerConfigPost", "restart")] = "No agent looks at it.",
        [("obZoneStopCheck", "forcePassDag")] = "The check does not look at it.",
        [("obZoneStopCheck", "freeze_server")] = "The check does not look at it.",
        [("obclusterSetParameters", "servers")] = "Zones and servers exclude each other.",
        [("createUser", "roles")] = "Roles and database privileges exclude each other.",
        [("obproxyAdd", "config_url")] = "Root servers and a configuration server exclude each other.",
        [("tenantRestore", "timestamp")] = "Sent as an SCN: the agent loses the offset of a moment.",
    };

    // Members of a query that a method has no argument for, and why.
    private static readonly Dictionary<(string Operation, string Member), string> _unasked = new()
    {
        [("getNodeDetail", "show_details")] = "The agent breaks without details.",
        [("GetAgentMainDags", "show_details")] = "The agent leaves DAGs out without details.",
        [("listRestoreTasks", "page")] = "The agent ignores it, and the list comes whole.",
        [("listRestoreTasks", "size")] = "The agent ignores it, and the list comes whole.",
        [("listUsers", "page")] = "The agent ignores it, and the list comes whole.",
        [("listUsers", "size")] = "The agent ignores it, and the list comes whole.",
    };

    private static readonly XElement[] _documented = [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ObShellSdk.xml")).Descendants("member")];

    public static TheoryData<string, string> Methods
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach ((PropertyInfo facet, MethodInfo method) in AllMethods())
            {
                rows.Add(facet.Name, method.Name);
            }

            return rows;
        }
    }

    [Fact]
    public async Task Every_operation_of_the_contract_has_a_method()
    {
        using var transport = new RecordingTransport(new SchemaAnswer()) { NamesTenantsPlainly = true };
        using ObShellClient client = Connect(transport);
        foreach ((PropertyInfo facet, MethodInfo method) in AllMethods())
        {
            await InvokeAsync(client, facet, method);
        }

        // One method serves an operation and its aliases.
        Assert.Equal(
            ContractFile.Operations().Where(operation => !_exceptions.ContainsKey(operation.Id)).Select(Original).Distinct().Order(),
            transport.Calls.Select(call => Original(call.Operation)).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_method_sends_what_the_contract_knows_and_what_it_requires(string facetName, string methodName)
    {
        (_, RecordedCall call) = await CallAsync(facetName, methodName, new SchemaAnswer());
        Assert.Equal(
            QueryOf(call.Operation).Where(name => !_unasked.ContainsKey((call.Operation.Id, name))).Order(),
            call.Target.Split('?').Skip(1).SelectMany(query => query.Split('&')).Select(pair => pair.Split('=')[0]).Distinct().Order());
        if (!call.Operation.Definition.TryGetProperty("requestBody", out JsonElement declared))
        {
            Assert.Null(call.Body);
            return;
        }

        // Where a body may be left out, none is one without members.
        JsonProperty content = declared.GetProperty("content").EnumerateObject().Single();
        Assert.Equal(call.Body is null ? "" : content.Name, call.MediaType ?? "");
        JsonNode? body = call.Body ?? (declared.GetProperty("required").GetBoolean() ? null : new JsonObject());
        Assert.Empty(BodyTrouble(content.Value.GetProperty("schema"), body, call.Operation.Id));
        Assert.Empty(Names(call.Operation.Definition, "x-required-fields").Except(body!.AsObject().Select(member => member.Key)));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_method_loses_no_member_of_the_answer(string facetName, string methodName)
    {
        (object? result, RecordedCall call) = await CallAsync(facetName, methodName, new SchemaAnswer());
        AssertWhole(result, call);
        for (int seed = 0; seed < RandomAnswers; seed++)
        {
            (result, call) = await CallAsync(facetName, methodName, new SchemaAnswer(new Random(seed)));
            AssertWhole(result, call);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task An_agent_that_is_too_old_is_named_as_such_and_the_docs_name_route_and_version(string facetName, string methodName)
    {
        (_, RecordedCall call) = await CallAsync(facetName, methodName, new SchemaAnswer());
        Version since = call.Operation.Since;
        (PropertyInfo facet, MethodInfo method) = Find(facetName, methodName);
        string docs = Assert.Single(
            _documented, member => Regex.IsMatch(member.Attribute("name")!.Value, $@"^M:{Regex.Escape(facet.PropertyType.FullName!)}\.{methodName}(\(|$)")).Value;
        Assert.Contains(Route(call.Operation.Verb, call.Operation.Template), Regex.Replace(docs, @"\{\w+\}", "{}"), StringComparison.Ordinal);
        Assert.Contains($"obshell {since.ToString(3)} and later", docs, StringComparison.Ordinal);

        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { KeyBits = 512, Version = "4.2.3.0-1" });
        using ObShellClient client = agent.CreateClient(options => options.Credential = ObShellCredential.FromPasswords("", "the agent's own"));
        if (since.ToString(3) == "4.2.3" || _older.Contains(call.Operation.Id))
        {
            return;
        }

        var error = await Assert.ThrowsAsync<ObShellVersionException>(() => InvokeAsync(client, facet, method));
        Assert.Equal(since.ToString(3), error.RequiredVersion.ToString());
        Assert.Equal("4.2.3.0-1", error.AgentVersion);
    }

    private static void AssertWhole(object? result, RecordedCall call)
    {
        if (call.Data is null)
        {
            Assert.Null(result);
            return;
        }

        result = result switch
        {
            DagOperation operation => operation.Dag,
            BackupOperation backup => backup.Dag,
            RestoreOperation restore => restore.Dag,
            _ => result,
        };

        bool isList = result is IEnumerable && result is not string && result.GetType().GetInterface("IReadOnlyDictionary`2") is null;
        JsonNode? wanted = isList && call.Data is JsonObject wrapper ? wrapper["contents"] : call.Data;
        JsonNode? written = isList ? new JsonArray([.. ((IEnumerable)result!).Cast<object>().Select(Write)]) : Write(result);
        bool isUntagged = IsUntagged(call.Operation);
        Assert.Empty(Differences(isUntagged ? SnakeCase(wanted) : wanted, isUntagged ? SnakeCase(written) : written, "data"));
    }

    /// <summary>A record that other routes answer with names of its own, and this one with those of the server's fields.</summary>
    private static bool IsUntagged(ContractOperation operation)
    {
        JsonElement schema = Resolve(operation.Definition.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        return schema.TryGetProperty("properties", out JsonElement members) && members.EnumerateObject().All(member => member.Value.TryGetProperty("x-untagged", out _));
    }

    private static JsonNode? SnakeCase(JsonNode? node) => node is not JsonObject members
        ? node
        : new JsonObject(members.Select(member => KeyValuePair.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Key), SnakeCase(member.Value)?.DeepClone())));

    /// <summary>What is wrong with a body: members that the contract does not know, members that it requires, members that no record has.</summary>
    private static IEnumerable<string> BodyTrouble(JsonElement schema, JsonNode? body, string operation, string path = "")
    {
        JsonElement type = Resolve(schema);
        if (body is JsonArray items && type.TryGetProperty("items", out JsonElement item))
        {
            return items.SelectMany(element => BodyTrouble(item, element, operation, path));
        }

        if (body is not JsonObject members || !type.TryGetProperty("properties", out JsonElement properties))
        {
            return TypeTrouble(type, body, path);
        }

        string[] known = [.. properties.EnumerateObject()
            .Where(member => !member.Value.TryGetProperty("x-internal", out _) && !member.Value.TryGetProperty("x-ignored", out _))
            .Select(member => member.Name)];
        string[] sent = [.. members.Select(member => member.Key)];
        return
        [
            .. sent.Except(properties.EnumerateObject().Select(member => member.Name)).Select(name => $"{path}{name} is not in the contract"),
            .. Names(type, "required").Except(sent).Select(name => $"{path}{name} is required"),
            .. known.Except(sent).Where(name => !_unsent.ContainsKey((operation, name))).Select(name => $"{path}{name} cannot be sent"),
            .. members.Where(member => known.Contains(member.Key)).SelectMany(member => BodyTrouble(properties.GetProperty(member.Key), member.Value, operation, $"{path}{member.Key}.")),
        ];
    }

    private static IEnumerable<string> TypeTrouble(JsonElement schema, JsonNode? value, string path)
    {
        string type = schema.TryGetProperty("type", out JsonElement text) ? text.GetString()! : "";
        bool fits = value is not null && (type, value.GetValueKind()) switch
        {
            ("string", JsonValueKind.String) or ("integer" or "number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("", _) => true,
            _ => false,
        };
        if (!fits)
        {
            return [$"{path} is no {type}"];
        }

        if (schema.TryGetProperty("x-secret", out JsonElement secret) && secret.GetBoolean() && value!.GetValueKind() == JsonValueKind.String && !Samples.IsSecret(value.GetValue<string>()))
        {
            return [$"{path} is a secret, and its type does not keep it"];
        }

        return schema.TryGetProperty("enum", out JsonElement words) && !words.EnumerateArray().Any(word => string.Equals(word.ToString(), value!.ToString(), StringComparison.OrdinalIgnoreCase))
            ? [$"{path} is '{value}', which is not in the contract"]
            : [];
    }

    private static JsonNode? Write(object? value) => value is null
        ? null
        : JsonSerializer.SerializeToNode(value, ObShellJson.UnmaskedOptions.GetTypeInfo(value.GetType().GetInterface("IReadOnlyDictionary`2") ?? value.GetType()));

    /// <summary>Where two answers differ. A member that is not there, null, an unset time, and nothing (0, "", no items) say the same.</summary>
    private static IEnumerable<string> Differences(JsonNode? wanted, JsonNode? written, string path) => (wanted, written) switch
    {
        (JsonObject or null, JsonObject or null) => Members(wanted).Union(Members(written)).SelectMany(name => Differences(wanted?[name], written?[name], $"{path}.{name}")),
        (JsonArray left, JsonArray right) when left.Count == right.Count => left.Zip(right).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]")),
        _ => Text(wanted) == Text(written) ? [] : [$"{path}: {Text(wanted) ?? "nothing"} was read as {Text(written) ?? "nothing"}"],
    };

    private static IEnumerable<string> Members(JsonNode? node) =>
        node is JsonObject members ? members.Select(member => member.Key).Where(name => name != "unknown_member_of_a_newer_agent") : [];

    private static string? Text(JsonNode? node)
    {
        if (node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is [_, _, _, _, '-', ..] text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset time))
        {
            return time.Year == 1 || time == DateTimeOffset.UnixEpoch ? null : time.ToString("O", CultureInfo.InvariantCulture);
        }

        return node?.ToJsonString() is null or "0" or "false" or "\"\"" or "[]" or "{}" ? null : node.ToJsonString();
    }

    private static async Task<(object? Result, RecordedCall Call)> CallAsync(string facetName, string methodName, SchemaAnswer answers)
    {
        using var transport = new RecordingTransport(answers) { NamesTenantsPlainly = methodName.Contains("Cluster", StringComparison.Ordinal) };
        using ObShellClient client = Connect(transport);
        (PropertyInfo facet, MethodInfo method) = Find(facetName, methodName);
        object? result = await InvokeAsync(client, facet, method);
        return (result, Assert.Single(transport.Calls, call => !FacetMethods.IsLook(facet, method, call)));
    }

    private static async Task<object?> InvokeAsync(ObShellClient client, PropertyInfo facet, MethodInfo method)
    {
        object?[] arguments = [.. method.GetParameters().Select(Samples.Argument)];
        Task task;
        try
        {
            task = (Task)method.Invoke(facet.GetValue(client), arguments)!;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }

        await task;
        return method.ReturnType.IsGenericType ? method.ReturnType.GetProperty("Result")!.GetValue(task) : null;
    }

    private static (PropertyInfo Facet, MethodInfo Method) Find(string facetName, string methodName) =>
        AllMethods().Single(row => row.Facet.Name == facetName && row.Method.Name == methodName);

    private static IEnumerable<(PropertyInfo Facet, MethodInfo Method)> AllMethods() =>
        from facet in typeof(ObShellClient).GetProperties()
        where facet.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal)
        from method in facet.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where typeof(Task).IsAssignableFrom(method.ReturnType) && !Composed.Contains(method.Name)
        select (facet, method);

    private static ObShellClient Connect(RecordingTransport transport) => new(new ObShellClientOptions
    {
        Endpoint = new Uri("http://127.0.0.1:2886"), Transport = transport, DisableEncryption = true, Retry = { MaxAttempts = 1 },
    });

    private static string Original(ContractOperation operation) =>
        operation.Definition.TryGetProperty("x-alias-of", out JsonElement original) ? original.GetString()! : operation.Id;

    private static string Route(string verb, string template) => $"{verb} {Regex.Replace(template, @"\{\w+\}", "{}")}";

    private static IEnumerable<string> QueryOf(ContractOperation operation) =>
        operation.Definition.TryGetProperty("parameters", out JsonElement parameters)
            ? parameters.EnumerateArray().Select(ContractFile.Resolve).Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];

    private static JsonElement Resolve(JsonElement schema)
    {
        JsonElement type = schema.TryGetProperty("allOf", out JsonElement all) ? all[0] : schema;
        return type.TryGetProperty("$ref", out _) ? Resolve(ContractFile.Resolve(type)) : type;
    }

    private static IEnumerable<string> Names(JsonElement element, string list) =>
        element.TryGetProperty(list, out JsonElement names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
