using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>Keeps calls away from agents that do not belong to the client's cluster.</summary>
internal sealed class MembershipCheck(ClientSettings settings, AgentDirectory agents, ClusterMembership membership, AttemptRunner runner)
{
    /// <summary>Asks the agent for its cluster if it must be a member, once for each key that it shows and again after it failed.</summary>
    /// <returns>The refusal of an agent that does not belong to the cluster, or that did not say so while it was asked for a command; null for a member.</returns>
    public async ValueTask<ObShellException?> RefuseAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        AgentNode node = attempt.Node;
        if (!IsRequired(attempt) || node.VerifiedKey == (attempt.Profile?.Key.Fingerprint ?? ""))
        {
            return null;
        }

        try
        {
            ClusterReport report = await node.GetClusterAsync(() => AskAsync(node, attempt.Call.Credentials), cancellationToken).ConfigureAwait(false);
            if (membership.Judge(attempt.Facts(mayHaveRun: false), node, report) is not { } refusal)
            {
                return null;
            }

            if (node.Health.Serves)
            {
                settings.Logger.AgentOfOtherCluster(node.Name);
            }

            node.Health.Failed();
            return refusal;
        }
        catch (ObShellException failure) when (failure is ObShellProtocolException or ObShellApiException and not ObShellAuthenticationException)
        {
            return attempt.Call.Operation.IsCommand ? failure : null;
        }
    }

    /// <summary>
    /// Whether the agent must be a member: where the client chose among several, and where a command goes to an address that another agent named.
    /// </summary>
    private bool IsRequired(Attempt attempt) => attempt.Call is { IsInternal: false, Operation.IsOpen: false }
        && (attempt.Call.Agent is null ? agents.Cluster.Count > 1 : attempt.Call.Operation.IsCommand && !attempt.Node.IsAddressed);

    private async Task<ClusterReport> AskAsync(AgentNode node, CredentialSource credentials)
    {
        var execution = new CallExecution(new Call(AgentDiscovery.Operation, credentials, CancellationToken.None) { Agent = node, IsInternal = true });
        DiscoveredCluster answer = await runner.AskOnceAsync(execution, WireJson<HandshakeJson>.TypeInfo<DiscoveredCluster>()).ConfigureAwait(false);
        return ClusterReport.Of(execution, answer);
    }
}
