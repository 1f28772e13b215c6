using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Cluster;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Hosts;

/// <summary>Hosts, and the telemetry, license and smallest unit of a cluster.</summary>
internal static class HostRoutes
{
    private const string HostHash = "5f4dcc3b5aa765d61d8327deb882cf99";

    public static Outcome Host(AgentState state, Call call, DateTimeOffset now) => Outcome.Success(WriteHost());

    public static Outcome Statistics(AgentState state, Call call, DateTimeOffset now) => Outcome.Success(new JsonObject
    {
        ["telemetryEnabled"] = true,
        ["clusterId"] = state.Cluster.Id.ToString(CultureInfo.InvariantCulture),
        ["reporter"] = "obshell",
        ["obshellVersion"] = state.Version.Text,
        ["obshellRevision"] = "0123456",
        ["reportTime"] = state.Clock.Show(now).ToUnixTimeSeconds(),
        ["telemetryVersion"] = 1,
        ["hosts"] = new JsonArray([.. FanOut.Answering(state).Select(_ => (JsonNode)WriteHost())]),
        ["instances"] = new JsonArray([.. state.Cluster.Members.Select(server => (JsonNode)new JsonObject
        {
            ["type"] = "observer",
            ["version"] = ClusterWriter.VersionOf(server),
            ["revision"] = server.Observer.Version.Split('-')[^1],
            ["cpuCount"] = (int)ServerCapacity.Cpus,
            ["memoryLimit"] = ClusterWriter.Size(ServerCapacity.MemoryTotal),
            ["dataFileSize"] = ClusterWriter.Size(ServerCapacity.DataDiskTotal),
            ["logDiskSize"] = ClusterWriter.Size(ServerCapacity.LogDiskTotal),
            ["hostHash"] = HostHash,
        })]),
    });

    /// <summary>Returns the unit limit; without its database the agent returns no data.</summary>
    public static Outcome UnitLimit(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseIdentity(state) is { } refusal ? refusal
        : Admission.RefuseWithoutDatabase(state) is not null ? Outcome.Success(null)
        : Outcome.Success(new JsonObject { ["min_memory"] = 1, ["min_cpu"] = 1 });

    public static Outcome Licence(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        return state.Cluster.Services.IsStandalone ? Outcome.Success(WriteLicence(state)) : Failure.Of("Common.Unexpected", "Not a standalone cluster");
    }

    public static JsonObject WriteLicence(AgentState state)
    {
        var issued = state.Stored.Show(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return new JsonObject
        {
            ["end_user"] = "ObShellSdk tests",
            ["license_id"] = "L0000001",
            ["license_code"] = "",
            ["license_type"] = "Trial",
            ["product_type"] = "SE",
            ["issuance_date"] = GoTime.WriteStored(issued),
            ["activation_time"] = GoTime.WriteStored(issued),
            ["expired_time"] = GoTime.WriteStored(issued.AddYears(1)),
            ["options"] = "",
            ["node_num"] = 1,
            ["cluster_ulid"] = "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        };
    }

    private static JsonObject WriteHost() => new()
    {
        ["os"] = new JsonObject { ["os"] = "Linux", ["version"] = "AlmaLinux 8.10" },
        ["cpuInfo"] = new JsonObject
        {
            ["frequency"] = "2500.000MHz",
            ["modelName"] = "Intel(R) Xeon(R) Platinum",
            ["logicalCores"] = (int)ServerCapacity.Cpus,
            ["physicalCores"] = (int)ServerCapacity.Cpus / 2,
        },
        ["basic"] = new JsonObject { ["hostHash"] = HostHash, ["hostType"] = "physical" },
        ["disks"] = new JsonArray(new JsonObject
        {
            ["used"] = "120GB",
            ["total"] = "1000GB",
            ["mountHash"] = "098f6bcd4621d373cade4e832627b4f6",
            ["deviceName"] = "/dev/vda1",
        }),
        ["memoryInfo"] = new JsonObject { ["free"] = "20GB", ["total"] = "128GB", ["available"] = "64GB" },
        ["ulimit"] = new JsonObject
        {
            ["nofileHard"] = "655350",
            ["nofileSoft"] = "655350",
            ["maxUserProcessesHard"] = "655350",
            ["maxUserProcessesSoft"] = "655350",
        },
    };
}
