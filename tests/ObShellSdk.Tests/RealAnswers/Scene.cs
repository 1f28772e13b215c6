using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Testing;

namespace ObShellSdk.Tests.RealAnswers;

/// <summary>A fake agent that is brought into the state of a recording: with the newest version's routes, before it becomes the recorded version.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Password = "R";

    private const string Newest = "4.5.0.0-1";

    private const string Cluster = """
        {
          "unit_configs": [{ "name": "unit1", "max_cpu": 4, "memory_size": "4G", "log_disk_size": "12G" }],
          "tenants": [{
            "name": "tenant1",
            "zone_list": [{ "name": "zone1", "unit_config_name": "unit1" }],
            "databases": [{ "db_name": "shop" }],
            "users": [{ "user_name": "app", "db_privileges": [{ "db_name": "shop", "privileges": ["SELECT"] }] }, { "user_name": "u5", "global_privileges": ["SELECT"], "db_privileges": [{ "db_name": "shop", "privileges": ["SELECT"] }] }],
            "backup_config": { "data_base_uri": "file:///data/backup/tenant1/data", "archive_base_uri": "file:///data/backup/tenant1/archive" }
          }]
        }
        """;

    private readonly RawAgentClient _client;

    private Scene(FakeAgent agent, FakeTimeProvider time, bool isCluster)
    {
        (Agent, Time, IsCluster) = (agent, time, isCluster);
        _client = new RawAgentClient(agent);
    }

    public FakeAgent Agent { get; }

    public FakeTimeProvider Time { get; }

    public bool IsCluster { get; }

    public RawAgentClient Client => _client;

    /// <summary>What a caller of the recorded agent sends as the password.</summary>
    public RawHeader Header => new(IsCluster ? Password : "");

    /// <summary>A member of a cluster with a tenant that was backed up once, has sessions and archives its log.</summary>
    /// <param name="isNew">True for an agent that is still taking over.</param>
    public static async Task<Scene> ClusterAsync(bool isNew)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var agent = await FakeAgent.StartAsync(new() { Version = Newest, Password = Password, TimeProvider = time, TookOver = true });
        agent.Apply(FakeSeed.Parse(Cluster));
        agent.AddRestoreSource("file:///source").WithWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        var tenant = agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromSeconds(10), 0.5).WithDeadlock();
        tenant.AddSession();
        tenant.AddSession("app", "shop", "select 1");
        tenant.SlowStatements = 1;
        var scene = new Scene(agent, time, isCluster: true);
        scene.Wait(isNew ? 1 : 60);
        return scene;
    }

    /// <summary>An agent that is not set up, without a database.</summary>
    public static async Task<Scene> SingleAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var agent = await FakeAgent.StartAsync(new() { Version = Newest, Password = null, Identity = FakeAgentIdentity.Single, TimeProvider = time });
        return new Scene(agent, time, isCluster: false);
    }

    /// <summary>The same agent once it has joined itself, was configured, and failed to initialize, which was rolled back.</summary>
    public static async Task<Scene> MasterAsync()
    {
        var scene = await SingleAsync();
        await scene.DoAsync(HttpMethod.Post, "/agent/join", $$"""{"agentInfo":{"ip":"127.0.0.1","port":{{scene.Agent.Port}}},"zoneName":"zone1"}""");
        await scene.DoAsync(HttpMethod.Post, "/obcluster/config", """{"clusterId":1,"clusterName":"obdemo"}""");
        await scene.DoAsync(HttpMethod.Post, "/observer/config", """{"observerConfig":{"cpu_count":"4"},"scope":{"type":"GLOBAL"}}""");
        scene.Agent.NextDag.FailAtNode(1, "no database");
        await scene.DoAsync(HttpMethod.Post, "/ob/init", "{}");
        await scene.DoAsync(HttpMethod.Post, "/task/dag/" + scene.Agent.Dags[^1].Id, """{"operator":"rollback"}""");
        return scene;
    }

    /// <summary>Sends a request that prepares the state, and lets what it began come to its end.</summary>
    public async Task DoAsync(HttpMethod method, string target, string? body = null, bool waits = true)
    {
        var answer = await _client.SendAsync(method, "/api/v1" + target, Header, body);
        Assert.True((int)answer.Status < 300, $"{method} {target}: {answer.Text}");
        if (waits)
        {
            Wait();
        }
    }

    public void Wait(double seconds = 60) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Agent.DisposeAsync();
    }
}
