using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Serialization;
using Polly;

namespace ObShellSdk.Http;

/// <summary>Opens sign-in sessions at agents, shows them instead of the password, and closes them.</summary>
internal sealed class AgentSessions(ClientSettings settings, AgentDirectory agents, CredentialSource credentials, AttemptRunner runner)
{
    /// <summary>The session that a request shows; null if it shows a password.</summary>
    public ValueTask<Secret?> GetAsync(Attempt attempt, ObShellCredential credential, CancellationToken cancellationToken) =>
        attempt.Profile is null || attempt.Operation.RefusesSession ? ValueTask.FromResult<Secret?>(null)
        : credential.Session is not null || attempt.Operation.PrefersPassword ? ValueTask.FromResult(credential.Session)
        : OpensSession(attempt, credential) ? new ValueTask<Secret?>(attempt.Node.Session.GetAsync(() => LogInAsync(attempt.Node), cancellationToken))
        : ValueTask.FromResult<Secret?>(null);

    /// <summary>Closes the sessions that the client opened, as far as the agents respond.</summary>
    public async Task CloseAsync()
    {
        foreach (AgentNode node in agents.All.Where(node => node.Session.Current is not null))
        {
            using var timeout = new CancellationTokenSource(settings.Retry.AttemptTimeout, settings.TimeProvider);
            var body = new RequestBody<LogOutRequest>(new LogOutRequest { SessionId = node.Session.Current! }, WireJson<HandshakeJson>.TypeInfo<LogOutRequest>());
            var execution = new CallExecution(new Call(ApiOperation.LogOut(), credentials, timeout.Token) { Agent = node, Body = body, IsInternal = true });
            execution.WriteBody();
            execution.GoTo(node);
            Outcome<object> outcome = await runner.RunAsync<object>(execution, null, timeout.Token).ConfigureAwait(false);
            execution.Wipe();
            if (outcome.Exception is not null)
            {
                // It ends by itself when it has been idle for long enough.
                settings.Logger.SessionLeftOpen(node.Name);
            }
        }
    }

    /// <summary>Only with the client's own credential, and only at members of an initialized cluster.</summary>
    private bool OpensSession(Attempt attempt, ObShellCredential credential) =>
        settings.UseSessions && attempt.Call.Credentials == credentials && attempt.Profile!.Identity == AgentProfile.ClusterAgent
        && credential is { Password: not null } or { AgentPassword: not null };

    /// <summary>Null if the agent has no sessions; it is then asked with the password.</summary>
    private async Task<Secret?> LogInAsync(AgentNode node)
    {
        try
        {
            var execution = new CallExecution(new Call(ApiOperation.LogIn(), credentials, CancellationToken.None) { Agent = node, IsInternal = true });
            return await runner.AskOnceAsync(execution, WireJson<HandshakeJson>.TypeInfo<Secret>()).ConfigureAwait(false);
        }
        catch (ObShellVersionException)
        {
            return null;
        }
    }
}
