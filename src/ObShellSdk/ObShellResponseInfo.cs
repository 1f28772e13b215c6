using System.Net;
using ObShellSdk.Diagnostics;

namespace ObShellSdk;

/// <summary>Information about a response of an agent. Get it with <see cref="ObShellCallOptions.OnResponse"/>.</summary>
public sealed record ObShellResponseInfo
{
    /// <summary>The agent that answered.</summary>
    public required Uri Agent { get; init; }

    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The id of the call in the agent's log; empty if the agent sent none. If the call was forwarded, it is the id of the second agent.</summary>
    public required string TraceId { get; init; }

    /// <summary>The time the agent spent on the call, in whole milliseconds.</summary>
    public required TimeSpan AgentDuration { get; init; }

    /// <summary>The agent's clock at the time of the response, with the agent's offset, or null if the agent did not send it.</summary>
    public required DateTimeOffset? AgentTime { get; init; }

    /// <summary>The number of attempts, including this one.</summary>
    public required int Attempts { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(ObShellResponseInfo), PrintMembers);
}
