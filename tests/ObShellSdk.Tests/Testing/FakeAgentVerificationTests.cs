using System.Net;
using ObShellSdk.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace ObShellSdk.Tests.Testing;

/// <summary>The checks that an agent offers to any test framework: their messages tell what was expected and what came.</summary>
public sealed class FakeAgentVerificationTests : IAsyncLifetime
{
    private const string Start = "/api/v1/tenant/{name}/backup";

    private FakeAgent _agent = null!;
    private RawAgentClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _agent = await FakeAgent.StartAsync(new() { Password = "R" });
        _agent.AddTenant("t").WithBackupConfig();
        _client = new RawAgentClient(_agent);
        await _client.GetAsync("/api/v1/info");
        await _client.PostAsync("/api/v1/tenant/t/backup", new RawHeader("wrong"));
        await _client.PostAsync("/api/v1/tenant/t/backup", new RawHeader("R"));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public void VerifyExecuted_fails_for_another_number_and_lists_the_requests()
    {
        Assert.Equal([2, 3], _agent.VerifyReceived(HttpMethod.Post, Start, times: 2).Select(request => request.Number));
        Assert.Equal([3], _agent.VerifyExecuted(HttpMethod.Post, Start).Select(request => request.Number));
        Assert.Empty(_agent.VerifyReceived(HttpMethod.Delete, Start, times: 0));

        var error = Assert.Throws<InvalidOperationException>(() => _agent.VerifyExecuted(HttpMethod.Post, Start, times: 2));

        Assert.Equal(
            """
            POST /api/v1/tenant/{name}/backup must be executed 2 time(s), but was executed 1 time(s). Received requests:
              #1 GET /api/v1/info (None) -> 200
              #2 POST /api/v1/tenant/t/backup (OceanBase) -> 401 Security.Authentication.IncorrectOceanbasePassword
              #3 POST /api/v1/tenant/t/backup (OceanBase) -> 200
            """,
            error.Message);
        Assert.Throws<InvalidOperationException>(() => _agent.VerifyReceived(HttpMethod.Post, Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => _agent.VerifyReceived(HttpMethod.Post, Start, times: -1));
    }

    [Fact]
    public async Task VerifyExecuted_does_not_count_what_the_handler_refused()
    {
        await _client.PostAsync("/api/v1/tenant/nobody/backup", new RawHeader("R"));
        await _client.PostAsync("/api/v1/tenant/t/backup", new RawHeader("R"), """{"mode":"sometimes"}""");

        Assert.Equal([3], _agent.VerifyExecuted(HttpMethod.Post, Start).Select(request => request.Number));
        Assert.Equal([400, 400], _agent.VerifyReceived(HttpMethod.Post, Start, times: 4).Skip(2).Select(request => request.ResponseStatus!.Value));
    }

    [Fact]
    public async Task VerifyExecuted_does_not_count_what_a_stub_refused()
    {
        _agent.WireMock.Given(Request.Create().WithPath("/api/v1/tenant/other/backup")).RespondWith(Response.Create().WithStatusCode(500));

        await _client.PostAsync("/api/v1/tenant/other/backup", new RawHeader("R"));

        Assert.Equal([3], _agent.VerifyExecuted(HttpMethod.Post, Start).Select(request => request.Number));
    }

    [Fact]
    public void VerifyOrder_ignores_other_requests_in_between()
    {
        _agent.VerifyOrder("GET /api/v1/info", $"POST {Start}");
        _agent.VerifyOrder($"POST {Start}", $"POST {Start}");
        _agent.VerifyOrder();

        var error = Assert.Throws<InvalidOperationException>(() => _agent.VerifyOrder($"POST {Start}", "GET /api/v1/info"));

        Assert.StartsWith("Requests must arrive in this order:\n  POST /api/v1/tenant/{name}/backup\n  GET /api/v1/info\n'GET /api/v1/info' did not arrive in its place.", error.Message, StringComparison.Ordinal);
        Assert.Contains("#3 POST", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _agent.VerifyOrder($"POST {Start}", $"POST {Start}", $"POST {Start}"));
        Assert.Throws<ArgumentException>(() => _agent.VerifyOrder(Start));
        Assert.Throws<ArgumentException>(() => _agent.VerifyOrder("GET info"));
    }

    [Fact]
    public async Task VerifyRulesUsed_lists_rules_that_took_no_request()
    {
        _agent.OnGet("/api/v1/info").Respond(FakeResponse.Data("{}")).Once();
        await _client.GetAsync("/api/v1/info");
        _agent.VerifyRulesUsed();
        _agent.OnPost("/api/v1/tenat/{name}/backup").Respond(FakeResponse.Error("Common.Unexpected"));

        var error = Assert.Throws<InvalidOperationException>(_agent.VerifyRulesUsed);

        Assert.StartsWith("Every rule must take a request, but these took none:\n  POST /api/v1/tenat/{name}/backup: Respond, 0 hits\nReceived requests:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.5.0.0", "POST", "/api/v1/tenant/t/backups", "similar routes: POST /api/v1/tenant/{name}/backup")]
    [InlineData("4.5.0.0", "GET", "/api/v1/tenants", "similar routes: POST /api/v1/tenant")]
    [InlineData("4.5.0.0", "PUT", "/api/v1/login", "available methods: POST")]
    [InlineData("4.3.2.0", "POST", "/api/v1/login", "available from obshell 4.4.0.0 on; this agent is 4.3.2.0")]
    public async Task VerifyNoUnexpectedRequests_suggests_similar_routes(string version, string method, string path, string advice)
    {
        _agent.Version = version;

        var answer = await _client.SendAsync(new HttpMethod(method), path);

        Assert.Equal((HttpStatusCode.NotFound, "Common.NotFound"), (answer.Status, answer.ErrCode));
        Assert.Contains(advice, answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(advice, Assert.Throws<InvalidOperationException>(_agent.VerifyNoUnexpectedRequests).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_methods_work_after_DisposeAsync()
    {
        await _client.GetAsync("/api/v1/tenants");

        await _agent.DisposeAsync();

        Assert.Contains("GET /api/v1/tenants", Assert.Throws<InvalidOperationException>(_agent.VerifyNoUnexpectedRequests).Message, StringComparison.Ordinal);
        _agent.VerifyExecuted(HttpMethod.Post, Start);
    }

    [Fact]
    public async Task The_client_exception_suggests_similar_routes()
    {
        using ObShellClient client = _agent.CreateClient();

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.SendJsonAsync(HttpMethod.Get, "/api/v1/tenants"));

        Assert.Contains("GET /api/v1/tenants is not a route of this agent; similar routes: ", error.Message, StringComparison.Ordinal);
    }
}
