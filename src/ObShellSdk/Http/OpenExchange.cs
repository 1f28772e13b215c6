using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <inheritdoc />
internal sealed class OpenExchange(HttpExchange exchange, CredentialSource credentials) : IOpenExchange
{
    public ObShellCredential KnownCredential => credentials.Known;

    public async Task<T> AskAsync<T>(AgentNode node, ApiOperation operation, CancellationToken cancellationToken, bool closesConnection = false)
    {
        var execution = new CallExecution(new Call(operation, credentials, cancellationToken) { Agent = node, ClosesConnection = closesConnection });
        execution.GoTo(node);
        Attempt attempt = execution.Begin();
        attempt.Mask = new SecretMask(KnownCredential, node.Session.Current, null);
        Answer<T> answer = await exchange.SendAsync(attempt, WireJson<HandshakeJson>.TypeInfo<T>(), cancellationToken).ConfigureAwait(false);
        return answer.Failure is null ? answer.Value! : throw answer.Failure;
    }
}
