using System.Text.Json.Nodes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Agents;

/// <summary>Which agents there are, and how they do.</summary>
internal static class AgentListRoutes
{
    public static Outcome Addresses(AgentState state, Call call, DateTimeOffset now)
        => Outcome.List(state.Cluster.Members.Select(member => Write(member.Place)));

    /// <summary>Those that can be reached, by their address.</summary>
    public static Outcome Statuses(AgentState state, Call call, DateTimeOffset now)
    {
        var statuses = new JsonObject();
        foreach (var member in FanOut.Answering(state))
        {
            statuses[member.Address] = InfoRoutes.Status(member).Data;
        }

        return Outcome.Success(statuses);
    }

    public static JsonObject Write(AgentAddress address) => new() { ["ip"] = address.Ip, ["port"] = address.Port };

    /// <summary>An agent with its place in the cluster.</summary>
    public static JsonObject WriteInstance(AgentState agent) => new()
    {
        ["ip"] = agent.ReportedIp,
        ["port"] = agent.Port,
        ["zone"] = agent.Zone,
        ["identity"] = agent.Identity,
        ["version"] = agent.Version.Text,
    };
}
