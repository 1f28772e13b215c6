using System.Net;
using ObShellSdk.Diagnostics;

namespace ObShellSdk;

/// <summary>The facts around one answer of an agent. Get them with <see cref="ObShellCallOptions.OnResponse"/>.</summary>
public sealed record ObShellResponseInfo
{
    /// <summary>The agent that answered.</summary>
    public required Uri Agent { get; init; }

    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The id under which the agent logged the call; empty when it sent none. After a forward it is the second agent's.</summary>
    public required string TraceId { get; init; }

    /// <summary>How long the agent worked on the call, in whole milliseconds.</summary>
    public required TimeSpan AgentDuration { get; init; }

    /// <summary>The agent's clock when it answered, with the agent's offset; null when it did not say.</summary>
    public required DateTimeOffset? AgentTime { get; init; }

    /// <summary>How many times the call was tried, this one included.</summary>
    public required int Attempts { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(ObShellResponseInfo), PrintMembers);
}
