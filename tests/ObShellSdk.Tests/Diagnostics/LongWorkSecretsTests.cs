using System.Reflection;
using System.Text.Json;
using ObShellSdk.Backup;
using ObShellSdk.Diagnostics;
using ObShellSdk.Restore;
using ObShellSdk.Serialization;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Hostile;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Diagnostics;

/// <summary>Long work is asked for by calls of its own, which know no more what it was started with. Its names and logs are the agent's own words.</summary>
public sealed class LongWorkSecretsTests
{
    private const string Dag = "/api/v1/task/dag/11";
    private const string Maintenance = "/api/v1/task/dag/maintain/";
    private const string Started = """{"id":"11","dag_id":7,"name":"n","state":"RUNNING","operator":"RUN"}""";
    private const string NoDag = """{"contents":[]}""";

    [Fact]
    [Shows(Promise.NoSecretInLongWork)]
    public async Task No_secret_comes_out_of_work_that_fails_and_says_again_what_it_was_started_with()
    {
        var secrets = new PlantedSecrets();
        using var output = new ClientOutput();
        string password = secrets.Password();
        HeardRequest? start = null;
        await using var agent = new HostileAgent((request, stream, token) =>
        {
            if (request.Method != "GET")
            {
                start = request;
                return HostileAgent.WriteAsync(stream, HostileAgent.Success(Started), token);
            }

            string data = start is not null && request.Target.StartsWith(Dag, StringComparison.Ordinal) ? Failed(start, password, secrets)
                : request.Target.StartsWith(Maintenance, StringComparison.Ordinal) ? """{"id":"10","dag_id":6,"name":"n","state":"SUCCEED","operator":"RUN"}"""
                : NoDag;
            return HostileAgent.WriteAsync(stream, HostileAgent.Success(data), token);
        });
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = agent.Endpoint, Credential = ObShellCredential.FromPasswords(password, secrets.Password()), LoggerFactory = output, Retry = { MaxAttempts = 1 },
        });

        int failed = 0;
        var others = new List<string>();
        foreach ((PropertyInfo facet, MethodInfo method) in FacetMethods.All.Where(row => row.Method.ReturnType == typeof(Task<DagOperation>)))
        {
            start = null;
            object? started = null;
            Exception? refusal = await Record.ExceptionAsync(async () => started = await FacetMethods.InvokeAsync(client, facet, method, secrets.Arguments(method)));
            if (start is null || started is not DagOperation { HasEnded: false } operation)
            {
                others.Add($"{facet.Name}.{method.Name}: {refusal?.Message}");
                continue;
            }

            await foreach (DagProgress report in operation.WatchAsync().WithCancellation(new CancellationTokenSource(TestClients.Patience).Token))
            {
                Array.ForEach([.. report.NewLogLines], line => output.Texts.Add($"line: {line}"));
            }

            var error = await Assert.ThrowsAsync<DagFailedException>(() => operation.WaitAsync());
            failed++;
            output.Texts.Add($"exception: {error} {error.Message} {error.ErrorText}");
        }

        string[] leaks = [.. output.Texts.Distinct().Where(text => secrets.In(text).Any())];
        Assert.True(failed >= 30, $"Only {failed} methods started work, unlike:\n{string.Join("\n", others)}");
        Assert.Contains(output.Texts, text => text.StartsWith("line: ", StringComparison.Ordinal));
        Assert.True(leaks.Length == 0, $"{leaks.Length} leaks, such as: {string.Join("\n", leaks.Take(5))}");
    }

    /// <summary>Whether the agent answers the start, or what it began is found in the same call.</summary>
    [Theory]
    [InlineData(nameof(ObShellClient.Backup), "StartAsync", false)]
    [InlineData(nameof(ObShellClient.Backup), "StartOrAttachAsync", false)]
    [InlineData(nameof(ObShellClient.Backup), "StartOrAttachAsync", true)]
    [InlineData(nameof(ObShellClient.Backup), "StartClusterAsync", false)]
    [InlineData(nameof(ObShellClient.Restore), "StartAsync", false)]
    [InlineData(nameof(ObShellClient.Restore), "StartOrAttachAsync", false)]
    [InlineData(nameof(ObShellClient.Restore), "StartOrAttachAsync", true)]
    [Shows(Promise.NoSecretInLongWork)]
    public async Task No_secret_comes_out_of_a_backup_or_restore_that_fails(string facetName, string methodName, bool isAnswerLost)
    {
        var secrets = new PlantedSecrets();
        using var output = new ClientOutput();
        string password = secrets.Password();
        HeardRequest? start = null;
        string name = (facetName == nameof(ObShellClient.Backup) ? BackupDags.OfTenant(Contract.Samples.Name) : RestoreDags.Into(Contract.Samples.Name)).Names[0];
        string running = JsonSerializer.Serialize(new { contents = new[] { new { id = "11", dag_id = 7, name, state = "RUNNING", @operator = "RUN" } } });
        await using var agent = new HostileAgent((request, stream, token) =>
        {
            if (request.Method != "GET")
            {
                start = request;
                return isAnswerLost ? Task.CompletedTask : HostileAgent.WriteAsync(stream, HostileAgent.Success(Started), token);
            }

            string? data = start is not null && request.Target.StartsWith(Dag, StringComparison.Ordinal) ? Failed(start, password, secrets)
                : request.Target == "/api/v1/tenants/overview" ? """{"contents":[]}"""
                : !request.Target.StartsWith("/api/v1/task/", StringComparison.Ordinal) ? null
                : start is null ? NoDag
                : running;
            return data is null
                ? HostileAgent.WriteAsync(stream, HostileAgent.Refusal(facetName == nameof(ObShellClient.Backup) && methodName != "StartClusterAsync" ? ObShellErrorCodes.TaskNotFound : ObShellErrorCodes.CommonNotFound, "none"), token, 404)
                : HostileAgent.WriteAsync(stream, HostileAgent.Success(data), token);
        });
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = agent.Endpoint, Credential = ObShellCredential.FromPassword(password), LoggerFactory = output, Retry = { MaxAttempts = 1 },
        });
        (PropertyInfo facet, MethodInfo method) = FacetMethods.All.Single(row => row.Facet.Name == facetName && row.Method.Name == methodName);

        object? started = await FacetMethods.InvokeAsync(client, facet, method, secrets.Arguments(method)).WaitAsync(TestClients.Patience);

        var error = await Assert.ThrowsAsync<DagFailedException>(() => (started switch
        {
            BackupOperation backup => backup.WaitAsync(progress: new Reports<BackupProgress>(report => output.Texts.Add($"{report} {report.OutageReason}"))),
            RestoreOperation restore => restore.WaitAsync(progress: new Reports<RestoreProgress>(report => output.Texts.Add($"{report} {report.OutageReason}"))),
            _ => throw new InvalidOperationException("Nothing was started."),
        }).WaitAsync(TestClients.Patience));
        output.Texts.Add($"exception: {error} {error.Message} {error.ErrorText}");

        Assert.True(secrets.In(start!.Body).Any());
        Assert.Contains("an error near", error.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain(output.Texts, text => secrets.In(text).Any());
    }

    /// <summary>An agent's log may show a request that somebody else made, or that was made long before: then the names tell.</summary>
    [Fact]
    [Shows(Promise.NoSecretInLongWork)]
    public void Every_member_that_holds_a_secret_is_known_by_its_name()
    {
        string[] members =
        [
            .. from type in typeof(ObShellClient).Assembly.GetExportedTypes()
               where !type.ContainsGenericParameters && ObShellJson.WireOptions.TryGetTypeInfo(type, out _)
               from property in ObShellJson.WireOptions.GetTypeInfo(type).Properties
               where property.PropertyType == typeof(Secret) || property.PropertyType.GetInterfaces().Append(property.PropertyType).Any(list => list == typeof(IReadOnlyList<Secret>))
               select property.Name,
        ];

        Assert.InRange(members.Length, 20, int.MaxValue);
        Assert.All(members.Distinct(), member => Assert.All(
            [$$"""{"{{member}}":"planted"}""", $$"""{"{{member}}":["planted","planted"]}""", $$"""{\"{{member}}\":\"planted\"}""", $"{member}=planted", $"{member}: planted"],
            text => Assert.DoesNotContain("planted", Redaction.Message($"bad request {text}"), StringComparison.Ordinal)));
    }

    /// <summary>The value that a planted word is a part of, as those of a location are.</summary>
    private static string Whole(string secret, string body)
    {
        int start = body.IndexOf(secret, StringComparison.Ordinal);
        return start < 0 ? secret : body[start..body.IndexOfAny(['&', '"'], start)];
    }

    private static string Failed(HeardRequest start, string password, PlantedSecrets secrets) =>
        Failed($"{start.Header} {start.Body}", password, secrets.In(start.Body).Select(secret => Whole(secret, start.Body)));

    private static string Failed(string request, string password, IEnumerable<string> others)
    {
        string[] words = [request, $"bare {password} and", $"ALTER USER root IDENTIFIED BY '{password}'", .. others.Select(other => $"an error near {other}")];
        object[] nodes = [.. words.Select((word, number) => new
        {
            id = $"2{number}", name = word, state = number == 0 ? "FAILED" : "SUCCEED", @operator = "RUN",
            sub_tasks = new[] { new { id = $"3{number}", name = word, state = "FAILED", @operator = "RUN", execute_agent = new { ip = word, port = 1 }, task_logs = words } },
        })];
        return JsonSerializer.Serialize(new { id = "11", name = request, maintenance_type = 2, maintenance_key = password, state = "FAILED", @operator = "RUN", nodes });
    }
}
