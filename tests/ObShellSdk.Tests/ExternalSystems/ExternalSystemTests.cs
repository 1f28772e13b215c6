using ObShellSdk.ExternalSystems;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.ExternalSystems;

public sealed class ExternalSystemTests
{
    private const string Prometheus = "/api/v1/system/external/prometheus";
    private const string Alertmanager = "/api/v1/system/external/alertmanager";

    public static TheoryData<ExternalSystem> Broken =>
    [
        new ExternalSystem { Address = null! },
        new ExternalSystem { Address = new Uri("/metrics", UriKind.Relative) },
        new ExternalSystem { Address = new Uri("ftp://10.0.0.1:9090") },
        new ExternalSystem { Address = new Uri("prometheus.example.com:9090") },
        new ExternalSystem { Address = new Uri("http://me:planted@10.0.0.1:9090") },
        new ExternalSystem { Address = new Uri("http://10.0.0.1:9090/?token=planted") },
        new ExternalSystem { Address = new Uri("http://10.0.0.1:9090/#x") },
        new ExternalSystem { Address = new Uri("http://10.0.0.1:9090"), Auth = new ExternalSystemLogin { Username = "", Password = "planted" } },
        new ExternalSystem { Address = new Uri("http://10.0.0.1:9090"), Auth = new ExternalSystemLogin { Username = null!, Password = "planted" } },
    ];

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task An_address_that_the_agent_cannot_use_or_would_show_with_its_login_is_not_sent(ExternalSystem system)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.ExternalSystems.SetPrometheusAsync(system));
        Assert.DoesNotContain("planted", error.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.ExternalSystems.SetAlertmanagerAsync(system));
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task An_address_is_sent_as_it_was_written_and_its_password_shows_nowhere()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPut(Prometheus).Respond(FakeResponse.Data("null"));
        agent.OnPut(Alertmanager).Respond(FakeResponse.Data("null"));
        var system = new ExternalSystem { Address = new Uri("http://10.0.0.1:9090"), Auth = new ExternalSystemLogin { Username = "me", Password = "planted" } };

        await client.ExternalSystems.SetPrometheusAsync(system);
        Assert.Equal("""{"address":"http://10.0.0.1:9090","auth":{"username":"me","password":"planted"}}""", agent.Requests[^1].RevealBody());
        Assert.DoesNotContain("planted", system.ToString(), StringComparison.Ordinal);

        await client.ExternalSystems.SetAlertmanagerAsync(system with { Auth = null });
        Assert.Equal("""{"address":"http://10.0.0.1:9090"}""", agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task An_address_comes_as_a_bare_text()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Prometheus).Respond(FakeResponse.Data("\"http://10.0.0.1:9090\""));
        agent.OnGet(Alertmanager).Respond(FakeResponse.Data("\"10.0.0.1:9093\""));

        Assert.Equal("http://10.0.0.1:9090", await client.ExternalSystems.GetPrometheusAddressAsync());
        Assert.Equal("10.0.0.1:9093", await client.ExternalSystems.GetAlertmanagerAddressAsync());
    }
}
