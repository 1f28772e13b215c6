using System.Text.Json.Nodes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Agents;

/// <summary>The agents of the cluster and their states.</summary>
internal static class AgentListRoutes
{
    public static Outcome Addresses(AgentState state, Call call, DateTimeOffset now)
        => Outcome.List(state.Cluster.Members.Select(member => Write(member.Place)));

    /// <summary>Returns the agents that respond, by address.</summary>
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

    /// <summary>Writes an agent with its zone.</summary>
    public static JsonObject WriteInstance(AgentState agent) => new()
    {
        ["ip"] = agent.ReportedIp,
        ["port"] = agent.Port,
        ["zone"] = agent.Zone,
        ["identity"] = agent.Identity,
        ["version"] = agent.Version.Text,
    };
}
