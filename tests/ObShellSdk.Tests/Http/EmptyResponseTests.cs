using System.Net;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Http;

/// <summary>
/// Empty responses are believed only where agents send them: the handlers that call SendNoContentResponse (obshell 4.5.0, ob/agent/api), and the responses of real
/// agents that were recorded.
/// </summary>
public sealed class EmptyResponseTests
{
    private static readonly (string Route, Func<ObShellClient, Task> Send)[] _starts =
    [
        ("POST /api/v1/tenant/{name}/backup", client => client.Backup.StartAsync("tenant1")),
        ("POST /api/v1/obcluster/backup", client => client.Backup.StartClusterAsync()),
        ("POST /api/v1/ob/init", client => client.Cluster.InitializeAsync()),
        ("POST /api/v1/obproxy/stop", client => client.ObProxy.StopAsync()),
    ];

    private static readonly (string Route, Func<ObShellClient, Task> Send)[] _commands =
    [
        ("PATCH /api/v1/tenant/{name}/backup", client => client.Backup.CancelAsync("tenant1")),
        ("POST /api/v1/tenant/{name}/lock", client => client.Tenants.LockAsync("tenant1")),
        ("DELETE /api/v1/tenant/{name}/lock", client => client.Tenants.UnlockAsync("tenant1")),
        ("DELETE /api/v1/tenant/{name}/user/{user}", client => client.Users.DropAsync("tenant1", "user1")),
        ("DELETE /api/v1/unit/config/{name}", client => client.UnitConfigs.DropAsync("unit1")),
        ("PUT /api/v1/tenant/{name}/name", client => client.Tenants.RenameAsync("tenant1", "tenant2")),
    ];

    private static readonly (string Route, Func<ObShellClient, Task<DagOperation>> Send)[] _endings =
    [
        ("DELETE /api/v1/tenant/{name}", client => client.Tenants.DropAsync("tenant1")),
        ("DELETE /api/v1/tenant/{name}/restore", client => client.Restore.CancelAsync("tenant1")),
        ("DELETE /api/v1/zone/{name}", client => client.Zones.DeleteAsync("zone9")),
        ("DELETE /api/v1/recyclebin/tenant/{name}", client => client.RecycleBin.PurgeAsync("tenant1")),
        ("DELETE /api/v1/obproxy", client => client.ObProxy.DeleteAsync()),
    ];

    public static TheoryData<int> Starts => [.. Enumerable.Range(0, _starts.Length)];

    public static TheoryData<int> Commands => [.. Enumerable.Range(0, _commands.Length)];

    public static TheoryData<int> Endings => [.. Enumerable.Range(0, _endings.Length)];

    [Theory]
    [MemberData(nameof(Starts))]
    [Shows(Promise.SuccessMeansDone)]
    public async Task A_start_without_a_DAG_in_its_response_is_a_protocol_error_that_may_have_run(int number)
    {
        (string route, Func<ObShellClient, Task> send) = _starts[number];
        foreach ((int status, string body) in new[] { (204, ""), (200, """{"successful":true,"status":200}"""), (200, """{"successful":true,"status":200,"data":null}"""), (200, "") })
        {
            var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => SendAsync(route, status, body, send));

            Assert.True(error.MayHaveRun);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    [Shows(Promise.SuccessMeansDone)]
    public async Task A_command_without_an_envelope_in_its_response_is_a_protocol_error_that_may_have_run(int number)
    {
        (string route, Func<ObShellClient, Task> send) = _commands[number];
        foreach (int status in new[] { 200, 204 })
        {
            var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => SendAsync(route, status, "", send));

            Assert.True(error.MayHaveRun);
        }

        await SendAsync(route, 200, """{"successful":true,"status":200}""", send);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task An_operation_that_finds_nothing_to_do_has_ended_after_204(int number)
    {
        (string route, Func<ObShellClient, Task<DagOperation>> send) = _endings[number];
        DagOperation? operation = null;

        await SendAsync(route, 204, "", async client => operation = await send(client));

        Assert.True(operation!.HasEnded);
    }

    private static async Task SendAsync(string route, int status, string body, Func<ObShellClient, Task> send)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.AgentPassword = "agent-pw");
        using ObShellClient client = TestClients.Connect(
            agent, options => options.Credential = ObShellCredential.FromPasswords(TestClients.Password, "agent-pw"));
        string[] parts = route.Split(' ');
        agent.On(new HttpMethod(parts[0]), parts[1]).Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw((HttpStatusCode)status, body))));

        await send(client);
    }
}
