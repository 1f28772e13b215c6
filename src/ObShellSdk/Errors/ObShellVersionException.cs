using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>The agent is too old for the operation.</summary>
/// <remarks>
/// The agent's version decides, not what the agent answers. It is learned before the first call that is encrypted, so the operation is usually not even sent. An
/// agent whose version cannot be read, such as a development build, is never too old.
/// </remarks>
public sealed class ObShellVersionException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellVersionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ObShellVersionException(string message, CallFacts facts, Version neededVersion, string agentVersion)
        : base(message, facts, null)
    {
        RequiredVersion = neededVersion;
        AgentVersion = agentVersion;
    }

    /// <summary>The first release of obshell that has the operation, such as 4.3.2.</summary>
    public Version RequiredVersion { get; init => field = value ?? new Version(); } = new();

    /// <summary>The version as the agent gave it, such as <c>4.2.6.0-1000000000</c>.</summary>
    public string AgentVersion { get; init => field = value ?? ""; } = "";

    /// <summary>False: only an upgrade of the agent helps.</summary>
    public override bool IsTransient => false;
}
