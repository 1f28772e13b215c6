using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Backup;

public sealed class OverviewTests
{
    [Theory]
    [InlineData("4.5.0.0-1", 512)]
    [InlineData("4.5.0.0-1", 768)]
    [InlineData("4.5.0.0-1", 1024)]
    [InlineData("4.5.0.0-1", 2048)]
    [InlineData("4.5.0.0-1", 4096)]
    [InlineData("4.3.1.0-1", 512)]
    [InlineData("4.3.0.0-1", 512)]
    [InlineData("4.2.5.0-1", 512)]
    [InlineData("4.2.4.0-1", 512)]
    [InlineData("4.2.2.0-1", 512)]
    public async Task The_overview_comes_from_agents_of_all_versions_and_key_sizes(string version, int keyBits)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.Version, options.KeyBits) = (version, keyBits));
        using ObShellClient client = TestClients.Connect(agent);

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(BackupTaskStatus.Completed, overview.Task.Status);
        Assert.Equal(61, overview.Task.FinishMacroBlockCount);
        Assert.Equal(version.StartsWith("4.2.2", StringComparison.Ordinal) ? FakeHeaderKind.V1 : FakeHeaderKind.OceanBase, Asked(agent).HeaderKind);
    }

    [Theory]
    [InlineData("4.5.0.0-1")]
    [InlineData("4.3.0.0-1")]
    public async Task A_tenant_that_was_never_backed_up_has_no_last_task_and_others_have_theirs(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        agent.AddTenant("new");
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Null(await client.Backup.FindTaskAsync("new"));
        Assert.Equal(BackupTaskStatus.Completed, (await client.Backup.FindTaskAsync("tenant1"))!.Status);
        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.FindTaskAsync("nobody"));
    }

    [Fact]
    public async Task Places_that_an_agent_keeps_to_itself_are_no_answer_that_cannot_be_read()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.WithBackupConfig("file:///data", "file:///logs");
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Equal("file:///data", (await client.Backup.GetDestinationsAsync("tenant1"))!.DataBaseUri.Reveal());

        agent.OnGet("/api/v1/tenant/tenant1/backup/config/storage").Respond(FakeResponse.Data("null"));
        Assert.Null(await client.Backup.GetDestinationsAsync("tenant1"));
    }

    [Fact]
    public async Task A_read_takes_one_RSA_block_of_1024_bits()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Password = "a good password");
        using ObShellClient client = TestClients.Connect(agent);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1, Asked(agent).HeaderChunks);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_agent_without_password_gets_a_header_all_the_same(string? password)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Password = password);
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.None);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(FakeHeaderKind.OceanBase, Asked(agent).HeaderKind);
        Assert.All(agent.Requests.SkipLast(1), open => Assert.Equal(FakeHeaderKind.None, open.HeaderKind));
    }

    [Fact]
    public async Task Without_encryption_nothing_is_learned_and_no_header_is_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.EncryptionDisabled = true);
        using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = true);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(FakeHeaderKind.None, Assert.Single(agent.Requests).HeaderKind);
    }

    [Fact]
    public async Task The_cluster_overview_has_one_task_a_tenant()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.AddTenant("tenant2").WithBackupTask(new FakeBackupTask { Status = "DOING", EndTimestamp = null });
        using ObShellClient client = TestClients.Connect(agent);

        ClusterBackupOverview overview = await client.Backup.GetClusterOverviewAsync();

        Assert.Equal([BackupTaskStatus.Completed, BackupTaskStatus.Doing], overview.Tasks.Select(task => task.Status));
        Assert.Null(overview.Tasks[1].EndTimestamp);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("100%")]
    [InlineData("a?b=c&d#e")]
    [InlineData("租户一")]
    [InlineData("a+b~c'd(e)*")]
    [InlineData("..a")]
    [InlineData("%2e%2e")]
    [InlineData("emoji😀")]
    [InlineData("back\\slash|pipe")]
    [Shows(Promise.NamesLeadNowhereElse)]
    public async Task Names_of_every_kind_reach_the_agent_as_one_segment_under_a_valid_signature(string name)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.AddTenant(name).WithBackupTask(new FakeBackupTask { JobId = 77 });
        using ObShellClient client = TestClients.Connect(agent);

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync(name);

        Assert.Equal(77, overview.Task.JobId);
        Assert.Equal($"/api/v1/tenant/{Uri.EscapeDataString(name)}/backup/overview", Asked(agent).RawTarget);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a/../b")]
    [InlineData("/")]
    [InlineData("a\nb")]
    [InlineData(null)]
    [Shows(Promise.NamesStayInTheirSegment)]
    [Shows(Promise.NamesLeadNowhereElse)]
    public async Task Names_that_cannot_stand_in_a_path_are_refused_before_anything_is_sent(string? name)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        ArgumentException error = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Backup.GetOverviewAsync(name!));

        Assert.Equal("tenantName", error.ParamName);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_and_not_replaced()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Backup.GetOverviewAsync("half \ud800 pair"));

        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_tenant_that_does_not_exist_is_a_typed_refusal_with_everything_to_go_on()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellApiException>(
            () => client.Backup.GetOverviewAsync("nobody", new ObShellCallOptions { TraceId = "trace-77" }));

        Assert.Equal(ObShellErrorCodes.TenantNotExist, error.Code);
        Assert.Equal(400, (int)error.StatusCode);
        Assert.Equal("trace-77", error.TraceId);
        Assert.Equal("GET /api/v1/tenant/{tenantName}/backup/overview", error.Route);
        Assert.Equal(agent.Endpoint, error.Agent);
        Assert.False(error.IsTransient);
        Assert.False(error.MayHaveRun);
        Assert.Contains("trace-77", error.Message, StringComparison.Ordinal);
        Assert.Contains(ObShellErrorCodes.TenantNotExist, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_without_backups_is_task_not_found_and_so_is_a_cluster_in_its_own_words()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.BackupTask = null;
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Equal(ObShellErrorCodes.TaskNotFound, (await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("tenant1"))).Code);
        Assert.Equal(ObShellErrorCodes.CommonNotFound, (await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetClusterOverviewAsync())).Code);
    }

    [Fact]
    public async Task An_agent_before_4_3_1_refuses_by_number()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.3.0.0-1");
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));

        Assert.Equal("", error.Error.ErrCode);
        Assert.NotEqual("0", error.Error.Code);
        Assert.Equal(error.Error.Code, error.Code);
    }

    [Fact]
    public async Task Messages_come_in_the_language_that_was_chosen()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Language = "zh-CN");

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));

        Assert.Contains(error.Error.Message, letter => letter >= 0x4e00);
    }

    [Fact]
    public async Task The_facts_around_an_answer_are_told_once_for_success_and_for_refusal()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.ClockOffset = TimeSpan.FromSeconds(20));
        using ObShellClient client = TestClients.Connect(agent);
        var told = new List<ObShellResponseInfo>();
        var options = new ObShellCallOptions { TraceId = "t1", OnResponse = told.Add };

        await client.Backup.GetOverviewAsync("tenant1", options);
        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody", options));

        Assert.Equal([200, 400], told.Select(info => (int)info.StatusCode));
        Assert.All(told, info =>
        {
            Assert.Equal("t1", info.TraceId);
            Assert.Equal(agent.Endpoint, info.Agent);
            Assert.Equal(1, info.Attempts);
            Assert.InRange((info.AgentTime!.Value - DateTimeOffset.UtcNow).TotalSeconds, 5, 21);
        });
    }

    private static ReceivedRequest Asked(FakeAgent agent) => agent.Requests.Last(request => request.Path.Contains("/backup/overview", StringComparison.Ordinal));
}
