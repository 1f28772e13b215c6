using System.Reflection;
using System.Text.Json;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Serialization;
using ObShellSdk.Tasks;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Hostile;

namespace ObShellSdk.Tests.Diagnostics;

/// <summary>Long work is asked for by calls of its own, which know no more what it was started with. Its names and logs are the agent's own words.</summary>
public sealed class LongWorkSecretsTests
{
    private const string Dag = "/api/v1/task/dag/";

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
            if (!request.Target.StartsWith(Dag, StringComparison.Ordinal))
            {
                start = request;
                return HostileAgent.WriteAsync(stream, HostileAgent.Success("""{"id":"11","name":"n","state":"RUNNING","operator":"RUN"}"""), token);
            }

            return HostileAgent.WriteAsync(stream, HostileAgent.Success(Failed($"{start!.Header} {start.Body}", password, secrets.In(start.Body).Select(secret => Whole(secret, start.Body)))), token);
        });
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = agent.Endpoint, Credential = ObShellCredential.FromPassword(password), LoggerFactory = output, Retry = { MaxAttempts = 1 },
        });

        int failed = 0;
        foreach ((PropertyInfo facet, MethodInfo method) in FacetMethods.All.Where(row => row.Method.ReturnType == typeof(Task<DagOperation>)))
        {
            start = null;
            object? started = null;
            await Record.ExceptionAsync(async () => started = await FacetMethods.InvokeAsync(client, facet, method, secrets.Arguments(method)));
            if (start is null || started is not DagOperation { HasEnded: false } operation)
            {
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
        Assert.InRange(failed, 30, int.MaxValue);
        Assert.Contains(output.Texts, text => text.StartsWith("line: ", StringComparison.Ordinal));
        Assert.True(leaks.Length == 0, $"{leaks.Length} leaks, such as: {string.Join("\n", leaks.Take(5))}");
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
