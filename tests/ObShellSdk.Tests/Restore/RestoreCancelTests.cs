using System.Net;
using ObShellSdk.Errors;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Restore;

/// <summary>One call cancels a restore in every phase and returns the true outcome.</summary>
public sealed class RestoreCancelTests
{
    private const string Cancellation = "/api/v1/tenant/{name}/restore";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(240)]
    [InlineData(360)]
    [InlineData(480)]
    public async Task CancelAsync_leaves_no_tenant_in_any_phase_before_its_activation(int seconds)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        RestoreOperation restore = await client.Restore.StartAsync(NewRestore());
        clock.Advance(Second * seconds);

        DagOutcome outcome = await clock.DriveAsync(restore.CancelAsync(Steady), Second);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(DagOutcome.Canceled, outcome);
        Assert.Null(agent.FindTenant("new"));
        Assert.Equal(("SUCCEED", "ROLLBACK"), (agent.Dags[0].State, agent.Dags[0].Operator));
        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(restore.WaitAsync(Steady), Second));
    }

    [Fact]
    public async Task CancelAsync_of_a_restore_that_was_restored_returns_that()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        RestoreOperation restore = await client.Restore.StartAsync(NewRestore());
        await clock.DriveAsync(restore.WaitAsync(Steady), Second);

        Assert.Equal(DagOutcome.Succeeded, await restore.CancelAsync(Steady));
        Assert.Empty(agent.RequestsTo(HttpMethod.Delete, Cancellation));
        Assert.Equal("PRIMARY", agent.FindTenant("new")!.Role);
    }

    [Fact]
    public async Task CancelAsync_of_a_restore_whose_DAG_is_unknown_and_has_succeeded_returns_that()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        await clock.DriveAsync((await client.Restore.StartAsync(NewRestore())).WaitAsync(Steady), Second);

        // As an agent that does not list its finished DAGs.
        agent.OnGet("/api/v1/task/dags/ob").Respond(FakeResponse.Data("""{"contents":[]}"""));
        agent.OnGet("/api/v1/task/dag/maintain/ob").Respond(FakeResponse.Error(ObShellErrorCodes.TaskNotFound));
        RestoreOperation found = (await client.Restore.FindOperationAsync("new"))!;

        Assert.Equal(DagOutcome.Succeeded, await found.CancelAsync(Steady));
        Assert.Single(agent.RequestsTo(HttpMethod.Delete, Cancellation));
    }

    [Fact]
    public async Task CancelAsync_of_a_restore_that_failed_before_it_began_rolls_its_DAG_back()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.FailAtNode("Pre restore check", "ERROR: no such place");
        RestoreOperation restore = await client.Restore.StartAsync(NewRestore());
        await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(restore.WaitAsync(Steady), Second));

        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(restore.CancelAsync(Steady), Second));
        Assert.Equal("ROLLBACK", agent.Dags[0].Operator);
    }

    [Fact]
    public async Task CancelAsync_of_a_restore_that_failed_at_the_activation_returns_Failed()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.FailAtNode("Active tenant", "ERROR: not yet");
        RestoreOperation restore = await client.Restore.StartAsync(NewRestore());
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(DagOutcome.Failed, await clock.DriveAsync(restore.CancelAsync(Steady), Second));
        Assert.NotNull(agent.FindTenant("new"));
    }

    [Fact]
    public async Task CancelAsync_of_a_restore_whose_tenant_is_gone_returns_Canceled()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.AddTenant("new").WithRunningRestore(TimeSpan.FromSeconds(600));
        RestoreOperation restore = (await client.Restore.FindOperationAsync("new"))!;
        agent.OnGet("/api/v1/tenant/new/restore/overview").Respond(FakeResponse.Error(ObShellErrorCodes.TenantNotExist));
        agent.OnGet("/api/v1/restore/tasks").Respond(FakeResponse.Data("""{"contents":[]}"""));
        FakeRule nothing = agent.OnDelete("/api/v1/tenant/new/restore").Respond(FakeResponse.Raw(HttpStatusCode.NoContent, ""));

        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(restore.CancelAsync(Steady), Second));
        Assert.Equal(1, nothing.Hits);
    }

    [Fact]
    public async Task CancelAsync_of_a_restore_that_another_caller_canceled_returns_what_the_record_says()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.AddTenant("new").WithRunningRestore(TimeSpan.FromSeconds(600));
        RestoreOperation restore = (await client.Restore.FindOperationAsync("new"))!;
        await clock.DriveAsync((await client.Restore.CancelAsync("new")).WaitAsync(Steady), Second);

        Assert.Equal(DagOutcome.Failed, await clock.DriveAsync(restore.CancelAsync(Steady), Second));
        Assert.Null(agent.FindTenant("new"));
    }

    [Fact]
    public async Task CancelAsync_of_a_tenant_that_was_never_restored_returns_Failed()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        RestoreOperation restore = await client.Restore.StartAsync(NewRestore());
        clock.Advance(TimeSpan.FromMinutes(1));
        agent.OnGet("/api/v1/tenant/new/restore/overview").Respond(FakeResponse.Error(ObShellErrorCodes.CommonNotFound));
        FakeRule refusal = agent.OnDelete("/api/v1/tenant/new/restore").Respond(FakeResponse.Error(ObShellErrorCodes.RestoreNotRecovering));

        Assert.Equal(DagOutcome.Failed, await clock.DriveAsync(restore.CancelAsync(Steady), Second));
        Assert.Equal(1, refusal.Hits);
    }

    [Fact]
    public async Task CancelAsync_of_a_restore_that_SQL_started_cancels_it()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.AddTenant("new").WithRunningRestore(TimeSpan.FromSeconds(600));
        RestoreOperation restore = (await client.Restore.FindOperationAsync("new"))!;

        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(restore.CancelAsync(Steady), Second));
        Assert.Null(agent.FindTenant("new"));
    }
}
