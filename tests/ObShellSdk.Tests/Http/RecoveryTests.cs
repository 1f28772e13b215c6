using System.Net;
using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Http;

/// <summary>Refusals that were made before anything happened are mended once; what cannot be mended is named.</summary>
public sealed class RecoveryTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";

    public static TheoryData<string> Versions => ["4.5.0.0-1", "4.4.2.0-1", "4.4.1.0-1", "4.3.1.0-1", "4.3.0.0-1", "4.2.5.0-1"];

    [Theory]
    [MemberData(nameof(Versions))]
    [Shows(Promise.RefusedHeadersAreRecognised)]
    public async Task A_changed_key_is_learned_and_the_call_sent_once_more(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey(2048);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(3, Calls(agent, Overview));
        Assert.Equal(2, Calls(agent, "/api/v1/secret"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Shows(Promise.OneResendForEachCause)]
    [Shows(Promise.RefusalsEnd)]
    public async Task A_key_that_keeps_changing_ends_in_an_error_after_one_resend(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Do(FakeAction.RotateKey());

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(2, Calls(agent, Overview));
        Assert.Contains(error.Reason, (AuthenticationFailureReason[])[AuthenticationFailureReason.KeyRejected, AuthenticationFailureReason.Unknown]);
    }

    [Fact]
    public async Task A_refusal_for_the_key_is_not_sent_again_when_the_key_is_the_same()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationHeaderDecryptFailed));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.KeyRejected, error.Reason);
        Assert.Equal(1, Calls(agent, Overview));

        // The key is asked for over several connections, since several agents may share the address. The next call asks once.
        Assert.Equal(7, Calls(agent, "/api/v1/secret"));
        await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(8, Calls(agent, "/api/v1/secret"));
    }

    [Fact]
    public async Task Five_hundred_calls_share_one_key_fetch_and_a_rotation_costs_one_more()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => client.Backup.GetOverviewAsync("tenant1")));
        Assert.Equal(1, Calls(agent, "/api/v1/secret"));
        Assert.Equal(1, Calls(agent, "/api/v1/info"));

        agent.RotateKey();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.Backup.GetOverviewAsync("tenant1")));
        Assert.Equal(2, Calls(agent, "/api/v1/secret"));
    }

    [Fact]
    public async Task One_caller_that_gives_up_does_not_take_the_key_fetch_from_the_others()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        FakeRule hold = agent.OnGet("/api/v1/info").Respond(FakeResponse.FromAgent.SentByteByByte(TimeSpan.FromMilliseconds(1))).Once();
        using var impatient = new CancellationTokenSource();

        Task<TenantBackupOverview> first = client.Backup.GetOverviewAsync("tenant1", cancellationToken: impatient.Token);
        Task<TenantBackupOverview> second = client.Backup.GetOverviewAsync("tenant1");
        await agent.WaitForRequestsAsync(1);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(TestClients.Patience));
        await second;
        Assert.Equal(1, hold.Hits);
    }

    [Theory]
    [InlineData("4.5.0.0-1", 10)]
    [InlineData("4.5.0.0-1", 6000)]
    [InlineData("4.3.0.0-1", 10)]
    public async Task An_agent_whose_clock_is_ahead_is_asked_again_with_its_own_time(string version, int minutes)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Version, options.ClockOffset) = (version, TimeSpan.FromMinutes(minutes)));
        using ObShellClient client = TestClients.Connect(agent);

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(3, Calls(agent, Overview));
    }

    [Fact]
    [Shows(Promise.RefusalsEnd)]
    public async Task A_header_that_expires_again_and_again_ends_as_clock_skew()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationExpired));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.ClockSkew, error.Reason);
        Assert.Equal(2, Calls(agent, Overview));
    }

    [Fact]
    [Shows(Promise.OneResendForEachCause)]
    public async Task A_changed_key_and_a_wrong_clock_together_cost_two_resends()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();
        agent.ClockOffset = TimeSpan.FromMinutes(30);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1 + 3, Calls(agent, Overview));
    }

    [Fact]
    [Shows(Promise.OneResendForEachCause)]
    [Shows(Promise.RefusalsEnd)]
    public async Task A_third_cause_ends_the_call()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPasswords(TestClients.Password, "agent-pw"));
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();
        agent.ClockOffset = TimeSpan.FromMinutes(30);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationWithAgentPassword));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.AgentPasswordNeeded, error.Reason);
        Assert.Equal(1 + 3, Calls(agent, Overview));
    }

    [Theory]
    [InlineData("4.5.0.0-1", AuthenticationFailureReason.WrongPassword)]
    [InlineData("4.3.0.0-1", AuthenticationFailureReason.Unknown)]
    public async Task A_wrong_password_is_shown_once_and_named(string version, AuthenticationFailureReason failure)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPassword("wrong-one"));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(failure, error.Reason);
        Assert.Equal(1, Calls(agent, Overview));
        Assert.DoesNotContain("wrong-one", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("authentication")]
    public async Task A_password_that_is_a_word_of_a_code_hides_no_code(string password)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPassword(password));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((AuthenticationFailureReason.WrongPassword, ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword), (error.Reason, error.Code));
    }

    [Fact]
    public async Task An_absent_password_is_not_called_a_wrong_one()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        foreach (ObShellCredential credential in new[] { ObShellCredential.None, ObShellCredential.FromPassword("") })
        {
            using ObShellClient client = TestClients.Connect(agent, options => options.Credential = credential);

            var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

            Assert.Contains("No password was given, or an empty one", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{0}\n", "ends with a line break")]
    [InlineData("{0}\r\n", "ends with a line break")]
    [InlineData("{0} ", "begins or ends with a space")]
    [InlineData("\t{0}", "begins or ends with a space")]
    [InlineData("\uFEFF{0}", "begins or ends with a space or an invisible character")]
    [InlineData("'{0}'", "is enclosed in quotation marks")]
    [InlineData("\"{0}\"", "is enclosed in quotation marks")]
    public async Task A_wrong_password_that_came_badly_from_a_file_is_told_by_its_cause_and_never_shown(string form, string told)
    {
        const string Secret = "planted-Wort";
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Password, options.AgentPassword) = (Secret, Secret));
        string sent = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Secret);
        foreach (ObShellCredential credential in new[] { ObShellCredential.FromPassword(sent), ObShellCredential.FromAgentPassword(sent) })
        {
            using ObShellClient client = TestClients.Connect(agent, options => options.Credential = credential);

            var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

            Assert.Contains(told, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, error.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_password_whose_ends_are_plain_gets_no_such_hint()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPassword("it's \"wrong\" here"));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.DoesNotContain("The password that was given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_nobody_knows_yet_may_mean_a_new_key()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.OnGet(Overview).Do(FakeAction.RotateKey().Then(FakeAction.Respond(FakeResponse.Raw(
            HttpStatusCode.Unauthorized, """{"successful":false,"status":401,"error":{"code":77,"errCode":"Security.Authentication.Header.Stale","message":"stale"}}""")))).Once();

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(3, Calls(agent, Overview));
    }

    [Theory]
    [InlineData("Security.Authentication.Invented", "Key and clock were compared")]
    [InlineData(ObShellErrorCodes.SecurityAuthenticationTimestampInvalid, "a proxy on the way")]
    [InlineData(ObShellErrorCodes.SecuritySSOTokenAlreadyUsed, "a new single sign-on token")]
    public async Task A_refusal_without_a_kind_of_its_own_says_only_what_was_done(string code, string advice)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Raw(
            HttpStatusCode.Unauthorized, $$$"""{"successful":false,"status":401,"error":{"code":77,"errCode":"{{{code}}}","message":"no"}}"""));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((AuthenticationFailureReason.Unknown, 1), (error.Reason, Calls(agent, Overview)));
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.Equal(ObShellErrorCodes.Contains(code) ? 1 : 2, Calls(agent, "/api/v1/secret"));
    }

    [Fact]
    public async Task Of_two_passwords_the_one_that_the_agent_asks_for_is_used_and_remembered()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Password, options.AgentPassword) = (null, "agent-pw"));
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPasswords("root-pw", "agent-pw"));

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(
            [FakeHeaderKind.OceanBase, FakeHeaderKind.Agent, FakeHeaderKind.Agent],
            agent.Requests.Where(request => request.Path == Overview).Select(request => request.HeaderKind));

        agent.Password = "root-pw";
        agent.AgentPassword = null;
        await client.Backup.GetOverviewAsync("tenant1");
        Assert.Equal(FakeHeaderKind.OceanBase, agent.Requests[^1].HeaderKind);
    }

    [Fact]
    public async Task Encryption_that_is_switched_off_by_mistake_is_named()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = true);

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(AuthenticationFailureReason.HeaderMissing, error.Reason);
        Assert.Contains("DisableEncryption", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_an_agent_does_not_see_is_not_sent_again_unless_the_agent_has_become_another()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.RequestHeaderNotFound));

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((AuthenticationFailureReason.HeaderMissing, 1), (error.Reason, Calls(agent, Overview)));
    }

    [Fact]
    public async Task An_agent_password_is_accepted_where_it_is_set()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.AgentPassword = "agent-pw");
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromAgentPassword("agent-pw"));

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(FakeHeaderKind.Agent, agent.Requests[^1].HeaderKind);
    }

    [Fact]
    [Shows(Promise.CredentialsAreNotKept)]
    public async Task A_provider_is_asked_for_each_attempt_so_that_rotated_passwords_arrive()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Password = "first");
        string vault = "first";
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromProvider(
            _ => ValueTask.FromResult(ObShellCredential.FromPassword(vault))));

        await client.Backup.GetOverviewAsync("tenant1");
        agent.Password = vault = "second";
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(2, Calls(agent, Overview));
    }

    [Fact]
    public async Task What_a_credential_provider_throws_is_a_local_exception_and_nothing_is_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromProvider(
            _ => throw new InvalidOperationException("the vault is sealed")));

        var error = await Assert.ThrowsAsync<ObShellLocalException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal("the vault is sealed", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.Contains("the vault is sealed", error.Message, StringComparison.Ordinal);
        Assert.Equal((true, false), (error.IsTransient, error.MayHaveRun));
        Assert.Equal(0, Calls(agent, Overview));
    }

    [Fact]
    public async Task A_pinned_key_is_accepted_in_any_spelling()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        string colons = string.Join(':', agent.PublicKeyFingerprint.Chunk(2).Select(pair => new string(pair)));
        using ObShellClient client = TestClients.Connect(agent, options => options.PinnedKeyFingerprints.Add(colons));

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    [Shows(Promise.PinsHold)]
    public async Task A_key_that_is_not_pinned_gets_no_password_neither_at_first_nor_after_a_rotation()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.PinnedKeyFingerprints.Add(agent.PublicKeyFingerprint));
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(TrustFailureReason.KeyNotPinned, error.Reason);
        Assert.Equal(2, Calls(agent, Overview));
        await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));
    }

    [Theory]
    [InlineData("""{"version":"9.9.9.9-1","identity":"NEW KIND OF AGENT","state":77,"supportedAuth":["v9","v2"]}""")]
    [InlineData("""{"version":"not a version","supportedAuth":null}""")]
    [InlineData("{}")]
    [Shows(Promise.StrangersAreAsked)]
    public async Task An_unknown_identity_state_or_version_does_not_stop_the_first_call(string info)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Data(info));
        using ObShellClient client = TestClients.Connect(agent);

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Theory]
    [InlineData("""{"version":"9.0.0.0-1","supportedAuth":["v9"]}""")]
    [InlineData("""{"version":"4.1.0.0-1"}""")]
    [Shows(Promise.StrangersAreAsked)]
    public async Task An_agent_that_speaks_no_known_authentication_gets_nothing(string info)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Data(info));
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(TrustFailureReason.UnsupportedVersion, error.Reason);
        Assert.Single(agent.Requests);
    }

    [Theory]
    [InlineData("""{"public_key":""}""")]
    [InlineData("""{"public_key":"no base64"}""")]
    [InlineData("""{"public_key":"AAAA"}""")]
    [InlineData("{}")]
    [Shows(Promise.KeysAreKeys)]
    public async Task A_key_that_is_none_is_a_protocol_error(string secret)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/secret").Respond(FakeResponse.Data(secret));
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(0, Calls(agent, Overview));
    }

    private static int Calls(FakeAgent agent, string path) => agent.Requests.Count(request => request.Path == path);
}
