using System.Net;
using ObShellSdk.Cluster;
using ObShellSdk.Errors;
using ObShellSdk.Tasks;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Tasks;

/// <summary>Faults during a wait: those that end it at once, those that it outlives, and those that it works around.</summary>
public sealed class WaitFaultTests
{
    private const string Route = $"/api/v1/task/dag/{DagJson.Id}";

    private static readonly WaitOptions _quick = new() { MinPollInterval = TimeSpan.FromMilliseconds(10), MaxPollInterval = TimeSpan.FromMilliseconds(20) };

    /// <summary>A wait that took it for an outage would tolerate it for three minutes, longer than a test may take.</summary>
    [Fact]
    public async Task WaitAsync_ends_at_once_when_the_certificate_is_not_trusted_any_more()
    {
        bool trusted = true;
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.UseTls = true);
        using ObShellClient client = TestClients.Connect(agent, options => options.ServerCertificateValidation = (_, _, _, _) => Volatile.Read(ref trusted));
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task wait = client.Tasks.GetOperation(DagJson.Id).WaitAsync(_quick, new Reports<DagProgress>(_ => seen.TrySetResult()));
        await seen.Task.WaitAsync(TestClients.Patience);

        Volatile.Write(ref trusted, false);
        await agent.StopAsync();
        await agent.StartAgainAsync();

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => wait.WaitAsync(TestClients.Patience));
        Assert.Equal((ConnectionFailureReason.CertificateRejected, false), (error.Reason, error.IsTransient));
    }

    [Fact]
    public async Task WaitAsync_with_an_infinite_OutageTolerance_outlives_an_outage_of_hours()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = LongWork.Connect(agent, clock);
        DateTimeOffset begun = clock.GetUtcNow();
        var hourly = new WaitOptions { MinPollInterval = TimeSpan.FromHours(1), MaxPollInterval = TimeSpan.FromHours(1), OutageTolerance = Timeout.InfiniteTimeSpan };
        agent.OnGet(Route).Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, "down", "text/plain"))));
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("SUCCEED", stage: 2))).After(12);

        DagOutcome outcome = await clock.DriveAsync(client.Tasks.GetOperation(DagJson.Id).WaitAsync(hourly), TimeSpan.FromHours(1));

        Assert.Equal(DagOutcome.Succeeded, outcome);
        Assert.True(clock.GetUtcNow() - begun > TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task RefreshAsync_reads_a_DAG_without_details_where_the_agent_panics_on_them()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        agent.OnGet(Route).Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected, "type of additional data is not same")).Once();
        DagOperation operation = client.Tasks.GetOperation(DagJson.Id);

        await operation.RefreshAsync();
        await operation.RefreshAsync();

        // The second read does not try the details again.
        Assert.Equal([Route, $"{Route}?show_details=false", $"{Route}?show_details=false"], agent.RequestsTo(Route).Select(request => request.RawTarget));
    }

    [Theory]
    [InlineData(null, """{"clusterId":1,"clusterName":"c"}""")]
    [InlineData("", """{"clusterId":1,"clusterName":"c","rootPwd":""}""")]
    public async Task ConfigureAsync_takes_an_earlier_root_password_back_only_with_the_empty_text(string? password, string sent)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/obcluster/config").Respond(FakeResponse.Data(DagJson.Of("RUNNING", name: "Set cluster config")));

        await client.Cluster.ConfigureAsync(new ClusterIdentity { ClusterId = 1, ClusterName = "c", RootPassword = password });

        Assert.Equal(sent, agent.Requests[^1].RevealBody());
    }
}
