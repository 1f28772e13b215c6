namespace ObShellSdk.Http;

/// <summary>Asks an open route once, without retry: the caller that waits for the response retries as a whole.</summary>
internal interface IOpenExchange
{
    /// <summary>The credential as far as it is known without asking its provider, to be masked in what agents say.</summary>
    ObShellCredential KnownCredential { get; }

    /// <summary>Asks once.</summary>
    /// <param name="node">The agent.</param>
    /// <param name="operation">The route.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <param name="closesConnection">Whether the next question goes over another connection, and so perhaps to another agent at the same address.</param>
    Task<T> AskAsync<T>(AgentNode node, ApiOperation operation, CancellationToken cancellationToken, bool closesConnection = false);
}
