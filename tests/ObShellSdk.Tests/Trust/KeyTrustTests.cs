using Microsoft.Extensions.Logging;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Trust;

/// <summary>Keys that are too small, or that the application refuses: nothing secret is encrypted with them.</summary>
public sealed class KeyTrustTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";

    [Fact]
    [Shows(Promise.SmallKeysGetNothing)]
    public async Task A_key_of_512_bits_gets_nothing_unless_it_is_allowed()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.KeyBits = 512);
        using var client = new ObShellClient(agent.Endpoint, ObShellCredential.FromPassword(TestClients.Password));

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(TrustFailureReason.KeyTooSmall, error.Reason);
        Assert.Contains(agent.Endpoint.Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains("512 bits", error.Message, StringComparison.Ordinal);
        Assert.Contains("`new ObShellClient(endpoint, credential, AgentCompatibility.Before442)`", error.Message, StringComparison.Ordinal);
        Assert.Contains("`MinimumKeyBits = 512`", error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(Overview));
        Assert.All(agent.Requests, request => Assert.Equal(FakeHeaderKind.None, request.HeaderKind));
    }

    [Fact]
    [Shows(Promise.SmallKeysGetNothing)]
    public async Task A_small_key_that_is_allowed_is_warned_of_once_a_client_and_agent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.KeyBits = 512);
        using var log = new LogLines();
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = log);

        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();
        await client.Backup.GetOverviewAsync("tenant1");

        var (_, level, text) = Assert.Single(log.All, line => line.Id == 21);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("512 bits", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AgentCompatibility_Before442_accepts_a_key_of_512_bits()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Version, options.KeyBits) = ("4.4.1.0-1", 512));
        ObShellCredential credential = ObShellCredential.FromPassword(TestClients.Password);
        using var current = new ObShellClient(agent.Endpoint, credential, AgentCompatibility.Current);
        using var before = new ObShellClient(agent.Endpoint, credential, AgentCompatibility.Before442);

        await Assert.ThrowsAsync<ObShellTrustException>(() => current.Backup.GetOverviewAsync("tenant1"));
        await before.Backup.GetOverviewAsync("tenant1");

        Assert.NotEmpty(agent.RequestsTo(Overview));
    }

    [Fact]
    public void AgentCompatibility_that_is_not_defined_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new ObShellClient(new Uri("http://127.0.0.1:2886"), ObShellCredential.None, (AgentCompatibility)2));

        Assert.Equal("compatibility", error.ParamName);
    }

    [Fact]
    public async Task The_minimum_may_be_raised_above_what_agents_have_today()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.MinimumKeyBits = 2048);

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(TrustFailureReason.KeyTooSmall, error.Reason);
        agent.RotateKey(2048);

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public async Task The_larger_key_of_an_upgraded_agent_is_learned_during_the_call_where_nothing_forbids_it()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Version, options.KeyBits) = ("4.4.1.0-1", 512));
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.Version = "4.4.2.0-1";
        agent.RotateKey(1024);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(3, agent.RequestsTo(Overview).Count);
    }

    [Fact]
    public async Task A_key_that_became_too_small_gets_no_second_request()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var client = new ObShellClient(agent.Endpoint, ObShellCredential.FromPassword(TestClients.Password));
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey(512);

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(TrustFailureReason.KeyTooSmall, error.Reason);
        Assert.Equal(2, agent.RequestsTo(Overview).Count);
    }

    [Theory]
    [InlineData("""{"version":"4.5.0.0-1","supportedAuth":["v1"]}""")]
    [InlineData("""{"version":"4.2.2.0-1"}""")]
    [Shows(Promise.NoDowngrade)]
    public async Task A_secret_in_a_body_is_not_sent_in_clear_because_a_description_asks_for_v1(string info)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Data(info));
        using ObShellClient client = TestClients.Connect(agent, options => options.PinnedKeyFingerprints.Add(agent.PublicKeyFingerprint));

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Agents.SetPasswordAsync("planted"));

        Assert.Equal(TrustFailureReason.Downgraded, error.Reason);
        Assert.False(error.MayHaveRun);
        Assert.Empty(agent.RequestsTo("/api/v1/agent/password"));
    }

    [Theory]
    [InlineData("4.2.2.0-1", 1024)]
    [InlineData("4.2.2.0-1", 512)]
    public async Task A_v1_agent_with_a_pinned_key_of_any_size_is_used(string version, int bits)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Version, options.KeyBits) = (version, bits));
        using ObShellClient client = TestClients.Connect(agent, options => options.PinnedKeyFingerprints.Add(agent.PublicKeyFingerprint));

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(FakeHeaderKind.V1, Assert.Single(agent.RequestsTo(Overview)).HeaderKind);
    }

    [Fact]
    public async Task An_application_judges_each_key_once_and_sees_agent_fingerprint_and_size()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var seen = new List<AgentKeyInfo>();
        using ObShellClient client = TestClients.Connect(agent, options => options.KeyValidation = (key, _) =>
        {
            seen.Add(key);
            return ValueTask.FromResult(true);
        });

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(new AgentKeyInfo { Agent = agent.Endpoint, Fingerprint = agent.PublicKeyFingerprint, Bits = 1024 }, Assert.Single(seen));
    }

    [Fact]
    [Shows(Promise.OwnJudgementHolds)]
    public async Task A_key_that_the_application_refuses_gets_nothing()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.KeyValidation = (_, _) => ValueTask.FromResult(false));

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(TrustFailureReason.KeyRefused, error.Reason);
        Assert.Contains(agent.PublicKeyFingerprint, error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(Overview));
    }

    [Fact]
    public async Task What_KeyValidation_throws_is_the_cause_of_a_local_exception()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.KeyValidation = (_, _) => throw new InvalidOperationException("the store is away"));

        var error = await Assert.ThrowsAsync<ObShellLocalException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal("the store is away", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.Single(agent.RequestsTo("/api/v1/secret"));
        Assert.Empty(agent.RequestsTo(Overview));
    }

    [Fact]
    public async Task A_pin_and_an_application_must_agree()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        bool asked = false;
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.PinnedKeyFingerprints.Add(new string('0', 64));
            options.KeyValidation = (_, _) => ValueTask.FromResult(asked = true);
        });

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((TrustFailureReason.KeyNotPinned, agent.PublicKeyFingerprint, false), (error.Reason, error.KeyFingerprint, error.IsTransient));
        Assert.IsNotAssignableFrom<ObShellApiException>(error);
        Assert.False(asked);
    }

    [Theory]
    [InlineData("http://10.10.10.1:2886", false, false, 1)]
    [InlineData("http://10.10.10.1:2886", true, false, 0)]
    [InlineData("http://10.10.10.1:2886", false, true, 0)]
    [InlineData("https://10.10.10.1:2886", false, false, 0)]
    [InlineData("http://127.0.0.1:2886", false, false, 0)]
    [InlineData("http://localhost:2886", false, false, 0)]
    [InlineData("http://[::1]:2886", false, false, 0)]
    [Shows(Promise.TrustIsWarnedOf)]
    public async Task A_key_taken_on_trust_over_plain_http_is_warned_of_once_a_client_and_agent(string endpoint, bool validated, bool known, int warnings)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var folder = new TemporaryFolder();
        using var log = new LogLines();
        using var transport = new Elsewhere(agent.Endpoint);
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.Endpoint = new Uri(endpoint);
            options.Transport = transport;
            options.LoggerFactory = log;
            options.KeyValidation = validated ? (_, _) => ValueTask.FromResult(true) : null;
            options.KnownAgentsFile = known ? folder.File("known_agents") : null;
        });

        await client.Backup.GetOverviewAsync("tenant1");
        if (!known)
        {
            agent.RotateKey();
        }

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(warnings, log.Of(14).Length);
    }
}
