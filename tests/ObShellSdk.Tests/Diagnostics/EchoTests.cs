using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ObShellSdk.Tenants;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Hostile;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Diagnostics;

/// <summary>
/// Agents that say again what they were told, in every way that an answer can be made, to every method of every facet. Each request carries secrets of its
/// own; nothing that leaves the client may hold one.
/// </summary>
public sealed class EchoTests
{
    private delegate Task Answer(HeardRequest request, Stream stream, CancellationToken token);

    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Answer> _faults = new()
    {
        ["a refusal with the request in its message"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, HostileAgent.Refusal(ObShellErrorCodes.RequestBodyReadFailed, $"bad request {request.Body} with {request.Header}"), token, 400),
        ["a refusal with the request escaped in its message"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, HostileAgent.Refusal(ObShellErrorCodes.RequestBodyReadFailed, string.Join(" | ", Escaped(request.Body).Concat(Escaped(request.Header)))), token, 400),
        ["a refusal with the bare secrets in its message"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, HostileAgent.Refusal(ObShellErrorCodes.MySQLError, $"Access denied: {string.Join(" nor ", Values(request))}."), token, 500),
        ["a refusal with the request in its details"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, HostileAgent.Refusal(ObShellErrorCodes.RequestBodyReadFailed, "bad", "t", Details(request)), token, 400),
        ["a refusal with a secret as code and trace id"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, HostileAgent.Refusal(Values(request)[0], "no", Values(request)[^1]), token, 401),
        ["a wrong password, with it"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, HostileAgent.Refusal(ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword, $"'{request.Header}' is wrong"), token, 401),
        ["a page"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, $"<html>{WebUtility.HtmlEncode(request.Header)}{request.Body}</html>", token, 502, "text/html"),
        ["a content type"] = (request, stream, token) => HostileAgent.WriteAsync(stream, "x", token, 200, OneLine(Values(request)[0])),
        ["a redirect"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, "", token, 307, headers: $"Connection: close\r\nLocation: http://127.0.0.1:1/?q={Uri.EscapeDataString(request.Header)}\r\n"),
        ["data of the wrong kind"] = (request, stream, token) => HostileAgent.WriteAsync(stream, HostileAgent.Success(JsonSerializer.Serialize(request.Header + request.Body)), token),
        ["data with a member of the wrong kind"] = (request, stream, token) =>
            HostileAgent.WriteAsync(stream, HostileAgent.Success($$$"""{"contents":[{ {{{JsonSerializer.Serialize(Values(request)[0])}}}:[]}],{{{JsonSerializer.Serialize(Values(request)[^1])}}}:{"id":{}},"id":{}}"""), token),
        ["half JSON"] = (request, stream, token) => HostileAgent.WriteAsync(stream, $$"""{"successful":true,"data":{{JsonSerializer.Serialize(request.Header)}},{{request.Body}}""", token),
        ["a status line"] = (request, stream, token) => HostileAgent.WriteRawAsync(stream, $"{OneLine(request.Header)}\r\n\r\n", token),
        ["a reason"] = (request, stream, token) => HostileAgent.WriteRawAsync(stream, $"HTTP/1.1 500 {OneLine(Values(request)[0])}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", token),
        ["a header without a name"] = (request, stream, token) => HostileAgent.WriteRawAsync(stream, $"HTTP/1.1 200 OK\r\n{OneLine(request.Header)}\r\n\r\n", token),
        ["a chunk"] = (request, stream, token) => HostileAgent.WriteRawAsync(stream, $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{OneLine(Values(request)[0])}\r\n", token),
        ["a reset"] = (_, _, _) => Task.CompletedTask,
    };

    // What is part of every handshake and thus no call to this agent; what wants the name of a file; and what a session does not open.
    private static readonly string[] _unheard = ["Agents.GetInfoAsync", "Agents.GetKeyAsync", "Packages.FindUploadedAsync", "agent's own password"];

    public static TheoryData<string> Faults => [.. _faults.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    [Shows(Promise.NoSecretComesOut)]
    public async Task No_secret_of_any_request_comes_out_of_the_client_when_the_agent_answers_with(string fault)
    {
        var secrets = new PlantedSecrets();
        using var output = new ClientOutput();
        string[] credentials = [secrets.Password(), secrets.Word(), secrets.Word(), secrets.Password(), secrets.Word()];
        await using var agent = new HostileAgent((request, stream, token) => request.Target.EndsWith("/login", StringComparison.Ordinal) && IsFrom(request, credentials[3])
            ? HostileAgent.WriteAsync(stream, HostileAgent.Success(JsonSerializer.Serialize(request.Seal(credentials[4]))), token)
            : _faults[fault](request, stream, token));
        using ObShellClient withPasswords = Connect(agent, ObShellCredential.FromPasswords(credentials[0], credentials[1]), output);
        using ObShellClient withSession = Connect(agent, ObShellCredential.FromSession(credentials[2]), output);
        List<string> unheard = [];
        foreach ((PropertyInfo facet, MethodInfo method) in FacetMethods.All)
        {
            foreach (ObShellClient client in new[] { withPasswords, withSession })
            {
                int before = agent.Heard.Count;
                object?[] arguments = secrets.Arguments(method);
                Exception? error = await Record.ExceptionAsync(() => FacetMethods.InvokeAsync(client, facet, method, arguments).WaitAsync(TestClients.Patience));
                Note(output, error);
                foreach (object argument in arguments.OfType<object>())
                {
                    Note(output, $"argument of {method.Name}", argument);
                }

                if (agent.Heard.Count == before)
                {
                    unheard.Add($"{facet.Name}.{method.Name}: {error?.Message}");
                }
            }
        }

        using ObShellClient withOwnSession = Connect(agent, ObShellCredential.FromPassword(credentials[3]), output, useSessions: true);
        await NoteAsync(output, withOwnSession.Tenants.GetAsync("tenant1"));
        await NoteAsync(output, withOwnSession.Tenants.LockAsync("tenant1"));
        Assert.Contains(agent.Heard, request => request.Header.Contains(credentials[4], StringComparison.Ordinal));
        foreach (MethodInfo method in typeof(WorkflowClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            object plan = secrets.Arguments(method)[0]!;
            plan = plan is BootstrapPlan bootstrap ? bootstrap with { Agents = [new BootstrapAgent { Endpoint = agent.Endpoint, Zone = "zone1" }] } : plan;
            int before = agent.Heard.Count;
            object workflow = method.Invoke(withPasswords.Workflows, [plan])!;
            await NoteAsync(output, (Task)workflow.GetType().GetMethod(nameof(Workflow<TenantInfo>.WaitAsync))!.Invoke(workflow, [null, null, CancellationToken.None])!);
            Assert.True(agent.Heard.Count > before, method.Name);
        }

        Note(output, "client", withPasswords);
        Note(output, "client", withOwnSession);
        Note(output, "client", withSession);
        output.CollectGauges();
        string[] leaks = [.. output.Texts.Distinct().Where(text => secrets.In(text).Any())];

        Assert.DoesNotContain(unheard, method => !_unheard.Any(reason => method.Contains(reason, StringComparison.Ordinal)));
        Assert.True(secrets.Count > 100);
        Assert.Contains(output.Texts, text => text.StartsWith("log 1:", StringComparison.Ordinal) || text.StartsWith("log 2:", StringComparison.Ordinal));
        Assert.Contains(output.Texts, text => text.StartsWith("span ", StringComparison.Ordinal));
        Assert.Contains(output.Texts, text => text.StartsWith("measurement ", StringComparison.Ordinal));
        Assert.True(leaks.Length == 0, $"{leaks.Length} leaks, such as: {string.Join("\n", leaks.Take(5))}");
    }

    [Fact]
    public void The_search_finds_a_secret_in_every_form()
    {
        var secrets = new PlantedSecrets();
        string secret = secrets.Password();

        Assert.All(Escaped($"x{secret}y").Append(secret), form => Assert.Single(secrets.In($"some text {form} and more")));
        Assert.Empty(secrets.In("no secret"));
        Assert.NotEmpty(DebuggerView.Of(new ApiError { Message = secret }).SelectMany(secrets.In));
    }

    private static bool IsFrom(HeardRequest request, string password) => Values(request).Contains(password);

    private static ObShellClient Connect(HostileAgent agent, ObShellCredential credential, ClientOutput output, bool useSessions = false) => new(new ObShellClientOptions
    {
        UseSessions = useSessions,
        Endpoint = agent.Endpoint,
        Credential = credential,
        LoggerFactory = output,
        Retry = { MaxAttempts = 2, BaseDelay = TimeSpan.Zero },
    });

    private static async Task NoteAsync(ClientOutput output, Task call) => Note(output, await Record.ExceptionAsync(() => call.WaitAsync(TestClients.Patience)));

    private static void Note(ClientOutput output, Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            Note(output, $"{error.GetType().Name}", error);
            output.Texts.Add($"exception: {error}");
            output.Texts.Add($"exception data: {string.Join(' ', error.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"))}");
            if (error is ObShellApiException refusal)
            {
                output.Texts.Add($"exception details: {string.Join(' ', refusal.Error.SubErrors)}");
            }
        }
    }

    private static void Note(ClientOutput output, string what, object shown)
    {
        foreach (string text in DebuggerView.Of(shown))
        {
            output.Texts.Add($"debugger, {what}: {text}");
        }
    }

    /// <summary>Every text of the request, at least one.</summary>
    private static string[] Values(HeardRequest request) =>
        [.. new[] { request.Header, request.Body }.Where(text => text.StartsWith('{')).SelectMany(text => Strings(JsonDocument.Parse(text).RootElement)).Where(text => text.Length > 3).DefaultIfEmpty("none")];

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static string[] Escaped(string text) =>
    [
        JsonSerializer.Serialize(text), JsonSerializer.Serialize(text, _relaxed), Uri.EscapeDataString(text), WebUtility.UrlEncode(text), WebUtility.HtmlEncode(text),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), Convert.ToBase64String(Encoding.UTF8.GetBytes("." + text)), Convert.ToBase64String(Encoding.UTF8.GetBytes(".." + text)),
    ];

    private static string Details(HeardRequest request) => JsonSerializer.Serialize(new object[]
    {
        request.Body, new Dictionary<string, object> { [request.Header] = Values(request), ["field"] = new[] { request.Header } }, 1,
    });

    private static string OneLine(string text) => text.Replace('\n', ' ').Replace('\r', ' ');
}
