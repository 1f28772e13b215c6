using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Backup;
using ObShellSdk.Diagnostics;
using ObShellSdk.Http;
using ObShellSdk.Packages;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Trust;

/// <summary>Agents that are asked through their Unix domain socket: in clear, without a credential, and nothing of it anywhere else.</summary>
public sealed class UnixSocketTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";

    [Fact]
    [Shows(Promise.SocketsNeedNoCredential)]
    public async Task An_agent_is_asked_through_its_socket_in_one_request_without_credential_or_header()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        using ObShellClient client = Connect(local);

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(BackupTaskStatus.Completed, overview.Task.Status);
        ReceivedRequest request = Assert.Single(local.Agent.Requests);
        Assert.Equal(FakeHeaderKind.None, request.HeaderKind);
        Assert.StartsWith($"GET {Overview} HTTP/1.1\r\n", local.Sent, StringComparison.Ordinal);
        Assert.Contains("\r\nHost: localhost\r\n", local.Sent, StringComparison.Ordinal);
        Assert.DoesNotContain("X-OCS", local.Sent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_body_goes_in_clear_and_a_command_once()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        local.Agent.FindTenant("tenant1")!.WithBackupConfig();
        using ObShellClient client = Connect(local);
        local.Agent.OnPost("/api/v1/tenant/{name}/backup").DropConnection(FakeDropPoint.AfterExecution);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartAsync("tenant1", new StartBackupRequest { Mode = BackupMode.Incremental }));

        Assert.True(error.MayHaveRun);
        Assert.Single(local.Agent.RequestsTo(HttpMethod.Post, "/api/v1/tenant/{name}/backup"), request => request.Executed);
        Assert.Contains("\"mode\":\"incremental\"", local.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_older_agents_call_otherwise_is_chosen_by_their_version()
    {
        await using LocalAgent local = await LocalAgent.StartAsync(options => options.Version = "4.3.0.0-1");
        using ObShellClient client = Connect(local);

        await client.Users.ListAsync("tenant1");

        Assert.Single(local.Agent.RequestsTo("/api/v1/tenant/{name}/user"));
        Assert.DoesNotContain("X-OCS", local.Sent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_digest_of_a_package_is_encrypted_for_the_agent_and_no_password_is()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        using ObShellClient client = Connect(local);
        using var file = new MemoryStream(new byte[1000]);

        await client.Packages.UploadAsync(PackageFile.FromStream(file, "oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm"));

        Assert.Contains("X-OCS-File-SHA256: ", local.Sent, StringComparison.Ordinal);
        Assert.Single(local.Agent.RequestsTo("/api/v1/package"));
    }

    [Fact]
    public async Task No_session_is_opened_at_a_socket()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        using ObShellClient client = Connect(local, options => options.UseSessions = true);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Empty(local.Agent.RequestsTo("/api/v1/login"));
    }

    [Fact]
    [Shows(Promise.SocketsNeedNoCredential)]
    public async Task A_credential_provider_is_not_asked_for_a_socket()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        using ObShellClient client = Connect(local, options => options.Credential = ObShellCredential.FromProvider(
            _ => throw new InvalidOperationException("nobody needs a password here")));

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public async Task A_small_key_or_another_one_does_not_matter_at_a_socket()
    {
        await using LocalAgent local = await LocalAgent.StartAsync(options => options.KeyBits = 512);
        using var folder = new TemporaryFolder();
        using var log = new LogLines();
        using ObShellClient client = Connect(local, options =>
        {
            options.MinimumKeyBits = 4096;
            options.KnownAgentsFile = folder.File("known_agents");
            options.LoggerFactory = log;
        });
        using var file = new MemoryStream(new byte[1000]);

        await client.Packages.UploadAsync(PackageFile.FromStream(file, "oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm"));

        Assert.Empty(folder.Names);
        Assert.Empty(log.Of(14).Concat(log.Of(20)).Concat(log.Of(21)));
    }

    [Fact]
    public async Task Two_sockets_are_two_agents_with_connections_of_their_own()
    {
        await using LocalAgent east = await LocalAgent.StartAsync();
        await using LocalAgent west = await LocalAgent.StartAsync();
        using ObShellClient client = Connect(east);

        await client.Backup.GetOverviewAsync("tenant1");
        await client.ForAgent(west.Endpoint).Backup.GetOverviewAsync("tenant1");

        Assert.Single(east.Agent.Requests);
        Assert.Single(west.Agent.Requests);
    }

    [Fact]
    public async Task A_socket_that_is_gone_is_named_and_another_agent_of_the_cluster_takes_over()
    {
        await using FakeAgent other = await TestClients.StartAgentAsync();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sock");
        using ObShellClient alone = TestClients.Connect(other, options => options.Endpoint = new Uri($"unix://{path}"));
        using ObShellClient both = TestClients.Connect(other, options =>
        {
            options.Endpoint = new Uri($"unix://{path}");
            options.Endpoints.Add(other.Endpoint);
        });

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => alone.Backup.GetOverviewAsync("tenant1"));
        await both.Backup.GetOverviewAsync("tenant1");

        Assert.Contains($"at agent unix:{path} failed: no connection could be made", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
        Assert.Equal(FakeHeaderKind.OceanBase, other.Requests[^1].HeaderKind);
    }

    [Theory]
    [InlineData("4.5.0.0-1")]
    [InlineData("4.3.0.0-1")]
    public async Task A_user_whom_the_socket_does_not_serve_reads_why(string version)
    {
        await using LocalAgent local = await LocalAgent.StartAsync(options => options.Version = version);
        using ObShellClient client = Connect(local);
        local.Agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.SecurityUserPermissionDenied));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.UserNotPermitted, error.Reason);
        Assert.Contains("root and the user that the observer runs as", error.Message, StringComparison.Ordinal);
        Assert.Single(local.Agent.Requests);
    }

    [Fact]
    public async Task The_socket_is_named_in_logs_spans_and_texts()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        using var log = new LogLines();
        using ObShellClient client = Connect(local, options => options.LoggerFactory = log);
        Activity? span = null;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ObShellDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => span = activity.GetTagItem("server.address") as string == local.Path ? activity : span,
        };
        ActivitySource.AddActivityListener(listener);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Contains($"unix:{local.Path}", Assert.Single(log.Of(1)), StringComparison.Ordinal);
        Assert.NotNull(span);
        Assert.Null(span.GetTagItem("server.port"));
        Assert.Equal(local.Endpoint, client.Endpoint);
        Assert.Equal($"ObShellClient {local.Endpoint.AbsoluteUri}", client.ToString());
    }

    [Fact]
    public async Task A_host_names_the_socket_in_its_configuration_and_its_handlers_see_no_other_path()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        IConfiguration section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Endpoint"] = $"unix://{local.Path}" }).Build();
        var services = new ServiceCollection();
        services.AddObShellClient(section);
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");

        Assert.Single(local.Agent.Requests);
    }

    [Fact]
    [Shows(Promise.SocketsStayLocal)]
    public async Task A_transport_of_somebody_else_gets_nothing_that_is_meant_for_a_socket()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        using var elsewhere = new Elsewhere(local.Agent.Endpoint);
        using ObShellClient client = Connect(local, options => options.Transport = elsewhere);
        var services = new ServiceCollection();
        services.AddObShellClient(options => options.Endpoint = local.Endpoint).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        await using ServiceProvider provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<ObShellLocalException>(() => client.Backup.GetOverviewAsync("tenant1"));
        await Assert.ThrowsAsync<ObShellLocalException>(() => provider.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1"));

        Assert.Empty(local.Agent.Requests);
    }

    [Fact]
    [Shows(Promise.SocketsStayLocal)]
    public async Task The_systems_proxy_gets_nothing_that_is_meant_for_a_socket()
    {
        await using LocalAgent local = await LocalAgent.StartAsync();
        using SocketsHttpHandler handler = HttpTransport.CreateHandler(new ObShellClientOptions { UseSystemProxy = true });
        Assert.IsType<HttpTransport.ProxyOfAddresses>(handler.Proxy);
        handler.Proxy = new HttpTransport.ProxyOfAddresses(new WebProxy("http://127.0.0.1:1"));
        using ObShellClient client = Connect(local, options => options.Transport = handler);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Single(local.Agent.Requests);
    }

    private static ObShellClient Connect(LocalAgent local, Action<ObShellClientOptions>? configure = null) => TestClients.Connect(local.Agent, options =>
    {
        options.Endpoint = local.Endpoint;
        configure?.Invoke(options);
    });
}
