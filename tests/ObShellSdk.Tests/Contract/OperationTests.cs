using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ObShellSdk.Backup;
using ObShellSdk.Restore;
using ObShellSdk.Serialization;
using ObShellSdk.Tasks;

namespace ObShellSdk.Tests.Contract;

/// <summary>Every method of every facet against the contract: route, query, body, answer. A new operation appears here by itself.</summary>
public sealed class OperationTests
{
    /// <summary>Stands for every id and name in a path; also a valid task id, and no literal part of any route.</summary>
    public const string SampleId = "1234567890123456789012345";

    // Methods that make several calls, each of which has a method of its own here.
    private static readonly string[] _composed = ["StartOrAttachAsync", "ListTasksAsync", "WatchTenantBackupAsync", "WatchTenantRestoreAsync", "GetOperation"];

    private static readonly string[] _tags = ["backup", "restore", "task"];

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
    public async Task The_rooms_that_stand_cover_their_tags_of_the_contract()
    {
        using var transport = new RecordingTransport();
        using ObShellClient client = Connect(transport);
        foreach ((PropertyInfo facet, MethodInfo method) in AllMethods())
        {
            await InvokeAsync(client, facet, method);
        }

        await client.Restore.ListTasksAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Tasks.GetOperation(SampleId).RetryAsync());

        // The operators of a DAG are methods of its operation, and tested there: the example of the contract is not in a state to take them.
        Assert.Equal(
            ContractFile.Operations().Where(operation => _tags.Contains(Tag(operation)) && operation.Id != "dagHandler").Select(operation => $"{operation.Verb} {operation.Template}").Order(),
            transport.Calls.Select(call => $"{call.Operation.Verb} {call.Operation.Template}").Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_method_sends_what_the_contract_knows_and_what_it_requires(string facetName, string methodName)
    {
        (_, var call) = await CallAsync(facetName, methodName);
        if (!call.Operation.Definition.TryGetProperty("requestBody", out JsonElement declared))
        {
            Assert.Null(call.Body);
            return;
        }

        JsonElement schema = Resolve(declared.GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        string[] known = [.. schema.GetProperty("properties").EnumerateObject().Where(member => !member.Value.TryGetProperty("x-internal", out _)).Select(member => member.Name)];
        string[] sent = [.. call.Body!.AsObject().Select(member => member.Key)];
        Assert.Empty(sent.Except(known));
        Assert.Empty(Names(schema, "required").Concat(Names(call.Operation.Definition, "x-required-fields")).Except(sent));

        // The samples fill every member, so that one that the records lack is missed here. A moment and an SCN exclude each other.
        Assert.Equal(known.Where(name => name != "scn").Order(), sent.Order());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_method_loses_no_member_of_the_answer(string facetName, string methodName)
    {
        (object? result, var call) = await CallAsync(facetName, methodName);
        if (call.Data is null)
        {
            Assert.Null(result);
            return;
        }

        if (result is DagOperation operation)
        {
            result = operation.Dag;
        }

        JsonNode? wanted = call.Data is JsonObject wrapper && wrapper.ContainsKey("contents") && !wrapper.ContainsKey("page") ? wrapper["contents"] : call.Data;
        JsonNode written = result is IEnumerable list && result is not string
            ? new JsonArray([.. list.Cast<object>().Select(Write)])
            : Write(result!);
        Assert.Equal(Normal(wanted!), Normal(written));
    }

    private static JsonNode Write(object value) => JsonSerializer.SerializeToNode(value, ObShellJson.Options.GetTypeInfo(value.GetType()))!;

    /// <summary>As text in one order, without the member that no client knows.</summary>
    private static string Normal(JsonNode node) => node switch
    {
        JsonObject members => "{" + string.Join(",", members.Where(member => member.Key != "unknown_member_of_a_newer_agent").OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}:{Normal(member.Value!)}")) + "}",
        JsonArray items => "[" + string.Join(",", items.Select(item => Normal(item!))) + "]",
        _ => node.ToJsonString(),
    };

    private static async Task<(object? Result, (ContractOperation Operation, string Target, JsonNode? Body, JsonNode? Data) Call)> CallAsync(string facetName, string methodName)
    {
        using var transport = new RecordingTransport();
        using ObShellClient client = Connect(transport);
        (PropertyInfo facet, MethodInfo method) = AllMethods().Single(row => row.Facet.Name == facetName && row.Method.Name == methodName);
        object? result = await InvokeAsync(client, facet, method);
        return (result, Assert.Single(transport.Calls));
    }

    private static async Task<object?> InvokeAsync(ObShellClient client, PropertyInfo facet, MethodInfo method)
    {
        object?[] arguments = [.. method.GetParameters().Select(Sample)];
        var task = (Task)method.Invoke(facet.GetValue(client), arguments)!;
        await task;
        return method.ReturnType.IsGenericType ? method.ReturnType.GetProperty("Result")!.GetValue(task) : null;
    }

    private static object? Sample(ParameterInfo parameter)
    {
        const string Uri = "file:///backup";
        Type type = parameter.ParameterType;
        return type == typeof(string) ? SampleId
            : type == typeof(bool) ? true
            : type == typeof(int) ? 1
            : type == typeof(ArchiveLogStatus) ? ArchiveLogStatus.Doing
            : type == typeof(TenantBackupConfiguration) ? new TenantBackupConfiguration
            {
                DataBaseUri = Uri, ArchiveBaseUri = Uri, Binding = ArchiveBinding.Optional, PieceSwitchInterval = TimeSpan.FromDays(1), LogArchiveConcurrency = 1,
                ArchiveLagTarget = TimeSpan.FromMinutes(2), HaLowThreadScore = 1, DeletePolicy = new BackupDeletePolicy { RecoveryWindow = TimeSpan.FromDays(7) },
            }
            : type == typeof(ClusterBackupConfiguration) ? new ClusterBackupConfiguration
            {
                BackupBaseUri = Uri, Binding = ArchiveBinding.Optional, PieceSwitchInterval = TimeSpan.FromDays(1), LogArchiveConcurrency = 1,
                ArchiveLagTarget = TimeSpan.FromMinutes(2), HaLowThreadScore = 1, DeletePolicy = new BackupDeletePolicy { RecoveryWindow = TimeSpan.FromDays(7) },
            }
            : type == typeof(StartBackupRequest) ? new StartBackupRequest { Mode = BackupMode.Full, Encryption = "p", PlusArchive = true }
            : type == typeof(RestoreSource) ? new RestoreSource { DataBackupUri = Uri }
            : type == typeof(RestoreRequest) ? new RestoreRequest
            {
                DataBackupUri = Uri, ArchiveLogUri = Uri, TenantName = "new", Timestamp = DateTimeOffset.UnixEpoch, PrimaryZone = "z", Concurrency = 1,
                HaHighThreadScore = 1, Decryption = ["p"], KmsEncryptInfo = "k", Zones = [new RestoreZone { Name = "z", UnitConfigName = "u", ReplicaType = "FULL" }],
            }
            : null;
    }

    private static IEnumerable<(PropertyInfo Facet, MethodInfo Method)> AllMethods() =>
        from facet in typeof(ObShellClient).GetProperties()
        where facet.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal)
        from method in facet.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && !_composed.Contains(method.Name)
        select (facet, method);

    private static ObShellClient Connect(RecordingTransport transport) => new(new ObShellClientOptions
    {
        Endpoint = new Uri("http://127.0.0.1:2886"), Transport = transport, DisableEncryption = true, Retry = { MaxAttempts = 1 },
    });

    private static string Tag(ContractOperation operation) => operation.Definition.GetProperty("tags")[0].GetString()!;

    private static JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out JsonElement reference) ? ContractFile.Schema(reference.GetString()!.Split('/')[^1]) : schema;

    private static IEnumerable<string> Names(JsonElement element, string list) =>
        element.TryGetProperty(list, out JsonElement names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
