using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Agents;

/// <summary>The routes without authentication.</summary>
internal static class InfoRoutes
{
    private const int ProcessId = 4711;

    public static Outcome Info(AgentState state)
    {
        var info = new JsonObject
        {
            ["pid"] = ProcessId,
            ["state"] = state.ServiceState,
            ["startAt"] = UnixNanoseconds(state.StartedAt),
            ["homePath"] = "/home/admin/obshell",
            ["obVersion"] = state.Observer.Version,
            ["architecture"] = "x86_64",
            ["ip"] = state.ReportedIp,
            ["port"] = state.Port,
            ["zone"] = state.Zone,
            ["identity"] = state.Identity,
            ["version"] = state.Version.Text,
        };
        if (state.Version.KnowsAgentPassword)
        {
            info["isObproxyAgent"] = state.ObProxy is not null;
            info["security"] = state.AgentPassword is not null;
        }

        if (state.Version.ListsSupportedAuth)
        {
            info["supportedAuth"] = new JsonArray("v2");
        }

        return Outcome.Success(info);
    }

    public static Outcome Secret(AgentState state) => Outcome.Success(new JsonObject
    {
        ["ip"] = state.ReportedIp,
        ["port"] = state.Port,
        ["public_key"] = state.Key.PublicKey,
    });

    /// <summary>Returns the status, without a port if the agent never had an observer.</summary>
    public static Outcome Status(AgentState state)
    {
        var status = WriteStatus(state);
        if (state.Identity is FakeAgentIdentity.Single or FakeAgentIdentity.Master or FakeAgentIdentity.Follower)
        {
            status.Remove("sqlPort");
        }

        return Outcome.Success(status);
    }

    public static Outcome Time(AgentState state) => Outcome.Success(GoTime.Write(state.Clock.Now));

    public static Outcome GitInfo() => Outcome.Success(new JsonObject
    {
        ["branch"] = "master",
        ["commitId"] = "0123456789abcdef0123456789abcdef01234567",
        ["shortCommitId"] = "0123456",
        ["commitTime"] = "2026-05-01 00:00:00 +0800",
    });

    private static JsonObject WriteStatus(AgentState state) => new()
    {
        ["agent"] = new JsonObject { ["ip"] = state.ReportedIp, ["port"] = state.Port, ["identity"] = state.Identity },
        ["state"] = state.ServiceState,
        ["version"] = state.Version.Text,
        ["pid"] = ProcessId,
        ["startAt"] = UnixNanoseconds(state.StartedAt),
        ["port"] = state.Port,
        ["obState"] = state.ObState,
        ["sqlPort"] = state.Observer.SqlPort,
        ["underMaintenance"] = state.UnderMaintenance || state.Simulation.Run(_ => state.Cluster.Dags.Locks.AnyHeld || state.LocalDags.Locks.AnyHeld),
    };

    private static long UnixNanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
