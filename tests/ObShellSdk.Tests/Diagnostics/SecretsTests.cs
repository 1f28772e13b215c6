using System.Diagnostics;
using ObShellSdk.Diagnostics;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Diagnostics;

public sealed class SecretsTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";
    private const string Planted = "planted-secret-4711";

    public static TheoryData<string, Action<FakeAgent>> Faults => new()
    {
        { "none", _ => { } },
        { "wrong password", agent => agent.Password = "other" },
        { "key", agent => agent.RotateKey() },
        { "clock", agent => agent.ClockOffset = TimeSpan.FromHours(1) },
        { "reset", agent => agent.OnGet(Overview).DropConnection(FakeDropPoint.AfterExecution) },
        { "half JSON", agent => agent.OnGet(Overview).Respond(FakeResponse.FromAgent.TruncatedTo(60)) },
        { "proxy", agent => agent.OnGet(Overview).Respond(FakeResponse.Raw(System.Net.HttpStatusCode.BadGateway, $"<html>{Planted}</html>", "text/html")) },
        { "redirect", agent => agent.OnGet(Overview).Respond(FakeResponse.Raw(System.Net.HttpStatusCode.Found, "").WithHeader("Location", $"http://127.0.0.1:1/?password={Planted}")) },
        { "echo", agent => agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.MySQLError, $"bad uri oss://b/p?host=h&access_key={Planted}, password={Planted}, 'password': '{Planted}', IDENTIFIED BY '{Planted}'")) },
        { "data", agent => agent.OnGet(Overview).Respond(FakeResponse.Data($$$"""{"status":{"start_timestamp":"{{{Planted}}}"}}""")) },
    };

    [Theory]
    [InlineData("abc", "near abc or ABC")]
    [InlineData("abcd", "near *** or ABCD")]
    [InlineData("abcdefg", "near *** or ABCDEFG")]
    [InlineData("abcdefgh", "near *** or ***")]
    public void A_secret_is_looked_for_from_four_letters_on_and_in_any_case_from_eight(string secret, string shown) =>
        Assert.Equal(shown, new SecretMask(ObShellCredential.FromPassword(secret), null, null).Apply($"near {secret} or {secret.ToUpperInvariant()}"));

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    [Shows(Promise.NoSecretComesOut)]
    [Shows(Promise.TextsAreMasked)]
    public async Task No_secret_comes_out_of_a_call_whatever_happens(string fault, Action<FakeAgent> plant)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Password = Planted);
        using var output = new ClientOutput();
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = output);
        await client.Backup.GetOverviewAsync("tenant1");
        plant(agent);

        Exception? error = await Record.ExceptionAsync(() => client.Backup.GetOverviewAsync("tenant1"));
        for (; error is not null; error = error.InnerException)
        {
            output.Texts.Add(error.ToString());
            output.Texts.Add(string.Join(' ', error.Data.Values.Cast<object?>()));
        }

        output.Texts.Add(client.ToString());
        Assert.NotEmpty(output.Texts);
        Assert.All(output.Texts, text => Assert.False(text.Contains(Planted, StringComparison.Ordinal), $"{fault}: {text}"));
        Assert.DoesNotContain(output.Texts, text => text.Contains("X-OCS", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("http://10.10.10.1:2886", "password", false, 1)]
    [InlineData("http://10.10.10.1:2886", "password", true, 0)]
    [InlineData("http://10.10.10.1:2886", null, false, 0)]
    [InlineData("https://10.10.10.1:2886", "password", false, 0)]
    [InlineData("http://127.0.0.1:2886", "password", false, 0)]
    public async Task A_key_that_is_taken_on_trust_over_plain_http_is_warned_of_once(string endpoint, string? password, bool pinned, int warnings)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Password = password ?? "");
        using var output = new ClientOutput();
        using var transport = new Redirecting(agent.Endpoint);
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.Endpoint = new Uri(endpoint);
            options.Credential = password is null ? ObShellCredential.None : ObShellCredential.FromPassword(password);
            options.Transport = transport;
            options.LoggerFactory = output;
            if (pinned)
            {
                options.PinnedKeyFingerprints.Add(agent.PublicKeyFingerprint);
            }
        });

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(warnings, output.Logs.Count(log => log.Text.StartsWith("Agent 10.10.10.1:2886 is asked over plain http", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_call_is_one_span_with_the_template_of_its_route()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var output = new ClientOutput();
        using ObShellClient client = TestClients.Connect(agent);
        using Activity parent = new Activity("test").Start();

        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody", new ObShellCallOptions { TraceId = "t-9" }));

        Activity span = Assert.Single(output.Activities, activity => activity.ParentId == parent.Id);
        Assert.Equal("GET /api/v1/tenant/{tenantName}/backup/overview", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("/api/v1/tenant/{tenantName}/backup/overview", span.GetTagItem("url.template"));
        Assert.Equal(400, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ObShellErrorCodes.TenantNotExist, span.GetTagItem("error.type"));
        Assert.Equal("t-9", span.GetTagItem("obshell.trace_id"));
    }

    /// <summary>Answers for any address, from one that really listens.</summary>
    private sealed class Redirecting(Uri endpoint) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _sockets = new(new SocketsHttpHandler());

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(endpoint, request.RequestUri!.PathAndQuery);
            return _sockets.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _sockets.Dispose();
            base.Dispose(disposing);
        }
    }
}
