using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>The contract of the main job: options, output, exit codes.</summary>
public sealed class BackupOverviewTests
{
    [Fact]
    public async Task Without_arguments_it_brings_its_own_agent_and_says_so()
    {
        SampleProgram run = await RunAsync(null);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("COMPLETED", run.Output, StringComparison.Ordinal);
        Assert.Contains("61/61 macro blocks", run.Output, StringComparison.Ordinal);
        Assert.Contains("MiB read", run.Output, StringComparison.Ordinal);
        Assert.Contains(" days ago)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SCN", run.Output, StringComparison.Ordinal);
        Assert.Contains("embedded agent", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_verbose_it_shows_SCNs()
    {
        SampleProgram run = await RunAsync(null, "--verbose");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2024-10-12 10:08:16.264 UTC", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_cluster_it_shows_the_names_of_tenants()
    {
        SampleProgram run = await RunAsync(null, "--cluster");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Tenant tenant1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_cluster_it_shows_ids_when_names_cannot_be_read()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/tenants/overview").Respond(FakeResponse.Error(ObShellErrorCodes.TenantNotExist, "refused"));

        SampleProgram run = await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--cluster");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Tenant with id ", run.Output, StringComparison.Ordinal);
        Assert.Contains("shown by id", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_512_bit_key_is_exit_1_unless_it_is_allowed_with_a_warning()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.KeyBits = 512);

        SampleProgram refused = await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString());
        SampleProgram allowed = await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--allow-512-bit-key");

        AssertFailed(refused, 1, "512 bits");
        Assert.Equal(0, allowed.ExitCode);
        Assert.StartsWith("Warning: ", allowed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_the_output_is_the_data_of_the_agent_and_nothing_else()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { EndTimestamp = null, StartScn = 1728727696264250401, OutputRateBytes = 0.1 });

        SampleProgram run = await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        JsonElement task = JsonDocument.Parse(run.Output).RootElement.GetProperty("status");
        Assert.Equal("1728727696264250401", task.GetProperty("start_scn").GetRawText());
        Assert.Equal("0.1", task.GetProperty("output_rate_bytes").GetRawText());
        Assert.Equal("0001-01-01T00:00:00Z", task.GetProperty("end_timestamp").GetString());
    }

    [Fact]
    public async Task The_embedded_agent_leaves_the_output_to_the_data_as_well()
    {
        SampleProgram run = await RunAsync(null, "--json", "--cluster");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1, JsonDocument.Parse(run.Output).RootElement.GetProperty("statuses").GetArrayLength());
        Assert.Contains("embedded agent", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--json", "--cluster")]
    public async Task The_path_is_shown_without_its_keys(params string[] more)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Path = "oss://b/p?host=h.example&access_id=AID&access_key=AKEY" });

        SampleProgram run = await RunAsync(TestClients.Password, ["--endpoint", agent.Endpoint.ToString(), .. more]);

        Assert.Contains("oss://b/p?host=h.example", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("AKEY", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("AID", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_exit_1_with_code_message_and_trace()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();

        SampleProgram run = await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--tenant", "nobody");

        AssertFailed(run, 1, ObShellErrorCodes.TenantNotExist);
        Assert.Contains("trace ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_exit_1_and_not_shown()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();

        SampleProgram run = await RunAsync(null, "--endpoint", agent.Endpoint.ToString(), "--password", "wrong-planted");

        AssertFailed(run, 1, ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword);
        Assert.DoesNotContain("wrong-planted", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pin_lets_the_right_key_in_and_no_other()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();

        SampleProgram right = await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--pin", agent.PublicKeyFingerprint);
        SampleProgram wrong = await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--pin", new string('0', 64));

        Assert.Equal(0, right.ExitCode);
        AssertFailed(wrong, 1, "fingerprint");
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("stray")]
    [InlineData("--timeout", "soon")]
    [InlineData("--timeout", "-1")]
    [InlineData("--timeout", "0")]
    [InlineData("--pin", "")]
    [InlineData("--pin", "xyz")]
    [InlineData("--tenant", "")]
    [InlineData("--endpoint", "10.0.0.1:2886")]
    [InlineData("--endpoint", "ftp://127.0.0.1")]
    [InlineData("--endpoint", "")]
    [InlineData("--endpoint")]
    public async Task Wrong_usage_is_exit_2_with_the_usage(params string[] arguments)
    {
        SampleProgram run = await RunAsync(null, arguments);

        AssertFailed(run, 2, "'BackupOverview --help'");
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        SampleProgram run = await RunAsync(null, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--endpoint", run.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_is_exit_3()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        AssertFailed(await RunAsync(null, "--endpoint", $"http://127.0.0.1:{port}"), 3, "no connection");
    }

    [Fact]
    public async Task Silence_is_exit_3_after_the_time_out()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnAny().Hang();

        AssertFailed(await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--timeout", "0.5"), 3, "0.5 s");
    }

    [Theory]
    [InlineData(200, "<html>a shop</html>", "text/html")]
    [InlineData(404, "not found", "text/plain")]
    [InlineData(200, "{}", "application/json")]
    public async Task A_stranger_is_exit_4(int status, string body, string contentType)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnAny().Respond(FakeResponse.Raw((HttpStatusCode)status, body, contentType));

        AssertFailed(await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString()), 4, "not an obshell agent");
    }

    [Fact]
    public async Task A_self_signed_certificate_needs_insecure()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.UseTls = true);

        AssertFailed(await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString()), 3, "TLS");
        Assert.Equal(0, (await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--insecure")).ExitCode);
    }

    [Fact]
    public async Task A_private_authority_is_trusted_with_ca()
    {
        using var authority = new PrivateAuthority("ours");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("root.pem"), authority.Certificate.ExportCertificatePem());
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.UseTls, options.Certificate) = (true, authority.IssueForServer()));

        AssertFailed(await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString()), 3, "TrustedRoots");
        Assert.Equal(0, (await RunAsync(TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--ca", folder.File("root.pem"))).ExitCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no certificate")]
    public async Task A_ca_file_that_is_missing_or_has_no_certificate_is_exit_2(string? content)
    {
        using var folder = new TemporaryFolder();
        if (content is not null)
        {
            await File.WriteAllTextAsync(folder.File("root.pem"), content);
        }

        AssertFailed(await RunAsync(TestClients.Password, "--endpoint", "https://127.0.0.1:1", "--ca", folder.File("root.pem")), 2, "--ca takes a PEM file with certificates");
    }

    private static Task<SampleProgram> RunAsync(string? password, params string[] arguments) => SampleProgram.RunAsync("BackupOverview", password, arguments);

    private static void AssertFailed(SampleProgram run, int exitCode, string told)
    {
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }
}
