using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using Org.BouncyCastle.Tls;

namespace ObShellSdk.Tests.Trust;

/// <summary>Certificates of agents and of this client, over real TLS.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly PrivateAuthority _ours = new("ours");
    private readonly PrivateAuthority _others = new("others");

    public void Dispose()
    {
        _ours.Dispose();
        _others.Dispose();
    }

    [Fact]
    public async Task A_certificate_of_a_private_authority_is_trusted_once_its_root_is()
    {
        await using FakeAgent agent = await StartAsync(_ours.IssueForServer());
        using ObShellClient client = TestClients.Connect(agent, options => options.TrustedRoots.Add(_ours.Certificate));

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    [Shows(Promise.CertificatesHold)]
    public async Task A_certificate_of_another_authority_is_refused_once_and_nothing_is_sent()
    {
        await using FakeAgent agent = await StartAsync(_others.IssueForServer());
        using ObShellClient client = TestClients.Connect(agent, options => options.TrustedRoots.Add(_ours.Certificate));

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.CertificateAuthority, error.Reason);
        Assert.Contains("the authority that issued the agent's certificate is not trusted", error.Message, StringComparison.Ordinal);
        Assert.Contains("TrustedRoots", error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    [Shows(Promise.CertificatesHold)]
    public async Task A_certificate_for_another_name_is_refused_under_a_trusted_root_too()
    {
        await using FakeAgent agent = await StartAsync(_ours.IssueForServer("db1.example.com"));
        using ObShellClient client = TestClients.Connect(agent, options => options.TrustedRoots.Add(_ours.Certificate));

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.CertificateName, error.Reason);
        Assert.Contains("is not valid for the host 127.0.0.1 of the endpoint", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TrustedRoots", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1.5, -1, "the agent's certificate expired on ")]
    [InlineData(1, 1.5, "the agent's certificate is not valid before ")]
    public async Task A_certificate_out_of_its_dates_is_named_by_them(double from, double to, string told)
    {
        await using FakeAgent agent = await StartAsync(_ours.IssueForServer(days: (from, to)));
        using ObShellClient client = TestClients.Connect(agent, options => options.TrustedRoots.Add(_ours.Certificate));

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.CertificateDate, error.Reason);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("check the clock of this machine", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TrustedRoots", error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_certificate_with_several_faults_is_told_with_the_remedy_of_each()
    {
        await using FakeAgent agent = await StartAsync(_others.IssueForServer("db1.example.com", (-1.5, -1)));
        using ObShellClient client = TestClients.Connect(agent, options => options.TrustedRoots.Add(_ours.Certificate));

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.CertificateAuthority, error.Reason);
        Assert.All((string[])["TrustedRoots", "is not valid for the host", "expired on"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_the_application_rejects_is_told_as_its_decision()
    {
        await using FakeAgent agent = await StartAsync(_ours.IssueForServer());
        using ObShellClient client = TestClients.Connect(agent, options => options.ServerCertificateValidation = (_, _, _, _) => false);

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.CertificateRejected, error.Reason);
        Assert.Contains("ServerCertificateValidation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_knows_only_TLS_1_0_is_told_by_its_version_and_not_by_certificates()
    {
        await using var server = new AlertingServer(_ours.IssueForServer(), ProtocolVersion.TLSv10);
        using ObShellClient client = Connect(server);

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.TlsProtocol, error.Reason);
        Assert.Contains("no TLS version or cipher suite in common", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ClientCertificates", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_breaks_during_the_handshake_is_transient()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task closing = Task.Run(async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                using Socket caller = await listener.AcceptSocketAsync();
                await caller.ReceiveAsync(new byte[1]);
                caller.LingerState = new LingerOption(true, 0);
            }
        });
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), UseJitter = false },
        });

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((ConnectionFailureReason.Broken, true, 3), (error.Reason, error.IsTransient, error.Attempts));
        await closing.WaitAsync(TestClients.Patience);
    }

    [Fact]
    [Shows(Promise.CertificatesHold)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_by_default()
    {
        await using FakeAgent agent = await StartAsync(null);
        using ObShellClient client = TestClients.Connect(agent);

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Contains("UntrustedRoot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pinned_certificate_needs_no_authority()
    {
        await using FakeAgent agent = await StartAsync(null);
        string colons = string.Join(':', agent.CertificateFingerprint!.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
        using ObShellClient client = TestClients.Connect(agent, options => options.PinnedCertificateFingerprints.Add(colons));

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    [Shows(Promise.CertificatesHold)]
    public async Task A_certificate_that_is_not_pinned_is_refused_by_name_even_if_its_authority_is_trusted()
    {
        using X509Certificate2 shown = _ours.IssueForServer();
        await using FakeAgent agent = await StartAsync(shown);
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.TrustedRoots.Add(_ours.Certificate);
            options.PinnedCertificateFingerprints.Add(new string('0', 64));
        });

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Contains(shown.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), error.Message, StringComparison.Ordinal);
        Assert.Contains("not among the pinned ones", error.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionFailureReason.CertificateNotPinned, error.Reason);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    [Shows(Promise.ClientCertificates)]
    public async Task An_agent_that_demands_a_certificate_is_shown_ours()
    {
        await using FakeAgent agent = await StartAsync(_ours.IssueForServer(), options => options.ClientAuthority = _ours.Certificate);
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.TrustedRoots.Add(_ours.Certificate);
            options.ClientCertificates.Add(_ours.IssueForClient());
        });

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Shows(Promise.ClientCertificates)]
    public async Task An_agent_that_demands_a_certificate_executes_nothing_for_others(bool shows)
    {
        await using FakeAgent agent = await StartAsync(_ours.IssueForServer(), options => options.ClientAuthority = _ours.Certificate);
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.TrustedRoots.Add(_ours.Certificate);
            if (shows)
            {
                options.ClientCertificates.Add(_others.IssueForClient());
            }
        });

        await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Empty(agent.Requests);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task An_alert_for_our_certificate_is_named_and_not_tried_again_however_late_it_comes(bool tls13, bool shows)
    {
        await using var server = new AlertingServer(_ours.IssueForServer(), tls13 ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12);
        using ObShellClient client = Connect(server, options =>
        {
            if (shows)
            {
                options.ClientCertificates.Add(_others.IssueForClient());
            }
        });

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.ClientCertificate, error.Reason);
        Assert.Contains("ClientCertificates", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Https_to_an_agent_that_speaks_http_says_so_and_is_not_tried_again()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Endpoint = new Uri($"https://127.0.0.1:{agent.Port}"));

        ObShellTransportException error = await RefusedAsync(client);

        Assert.Equal(ConnectionFailureReason.NotTls, error.Reason);
        Assert.Contains("the agent probably speaks http at this port; use http:// in the endpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_sets_roots_and_pins_in_its_configuration()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("roots.pem"), _others.Certificate.ExportCertificatePem() + "\n" + _ours.Certificate.ExportCertificatePem());
        await using FakeAgent agent = await StartAsync(_ours.IssueForServer());

        await Client("TrustedRoots", folder.File("roots.pem")).Backup.GetOverviewAsync("tenant1");
        await Client("PinnedCertificateFingerprints:0", agent.CertificateFingerprint!).Backup.GetOverviewAsync("tenant1");

        await RefusedAsync(Client("PinnedCertificateFingerprints:0", new string('0', 64)));
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => Client("TrustedRoots", folder.File("missing.pem")));

        ObShellClient Client(string key, string value)
        {
            IConfiguration section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Endpoint"] = agent.Endpoint.ToString(),
                ["Password"] = TestClients.Password,
                [key] = value,
            }).Build();
            var services = new ServiceCollection();
            services.AddObShellClient(section);
            return services.BuildServiceProvider().GetRequiredService<ObShellClient>();
        }
    }

    private ObShellClient Connect(AlertingServer server, Action<ObShellClientOptions>? configure = null)
    {
        var options = new ObShellClientOptions { Endpoint = server.Endpoint, Credential = ObShellCredential.FromPassword(TestClients.Password) };
        options.TrustedRoots.Add(_ours.Certificate);
        configure?.Invoke(options);
        return new ObShellClient(options);
    }

    private static async Task<ObShellTransportException> RefusedAsync(ObShellClient client)
    {
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Contains("the TLS connection could not be established", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
        Assert.Equal(1, error.Attempts);
        return error;
    }

    private static Task<FakeAgent> StartAsync(X509Certificate2? certificate, Action<FakeAgentOptions>? configure = null) => TestClients.StartAgentAsync(options =>
    {
        (options.UseTls, options.Certificate) = (true, certificate);
        configure?.Invoke(options);
    });
}
