using System.Diagnostics;
using System.Security.Cryptography;
using Polly;

namespace ObShellSdk.Http;

/// <summary>What happened to a call so far, over all its attempts.</summary>
internal sealed class CallExecution
{
    public static readonly ResiliencePropertyKey<CallExecution> Key = new("ObShellSdk.Call");

    private ResendBudget? _resends;

    public CallExecution(Call call)
    {
        Call = call;
        TraceId = call.Options?.TraceId;
    }

    /// <summary>Takes over what <paramref name="other"/> has reached, with a body of its own.</summary>
    private CallExecution(CallExecution other)
    {
        Call = other.Call;
        Node = other.Node;
        Tried = other.Tried;
        Attempts = other.Attempts;
        Activity = other.Activity;
        TraceId = other.TraceId;
        _resends = other._resends?.Copy();
        Body = other.Body is null ? null : [.. other.Body];
    }

    public Call Call { get; }

    /// <summary>The JSON of the request, wiped when the call ends; null if there is none.</summary>
    public byte[]? Body { get; private set; }

    /// <summary>The secrets in <see cref="Body"/>; null if there are none.</summary>
    public IReadOnlyList<string>? BodySecrets => Body is null ? null : Call.Body!.Secrets;

    /// <summary>The agent that the current attempt is for.</summary>
    public AgentNode Node { get; private set; } = null!;

    /// <summary>The agents that attempts of this call went to.</summary>
    public AgentNode[] Tried { get; private set; } = [];

    /// <summary>How many attempts were begun. Resends of an attempt do not count.</summary>
    public int Attempts { get; private set; }

    /// <summary>The request that was prepared or sent last; null before the first.</summary>
    public Attempt? Current { get; private set; }

    /// <summary>Which resends were used.</summary>
    public ResendBudget Resends => _resends ??= new();

    /// <summary>How many resends were used.</summary>
    public int ResendCount => _resends?.Count ?? 0;

    public bool TotalTimeoutReached { get; set; }

    /// <summary>The span of the call; null if there is no listener.</summary>
    public Activity? Activity { get; set; }

    /// <summary>The id that the agent logs the call under; null for one that the agent makes.</summary>
    public string? TraceId { get; set; }

    /// <summary>Writes the body. To be called once, before the first attempt.</summary>
    public void WriteBody() => Body = Call.Body?.Write();

    /// <summary>Begins an attempt at an agent.</summary>
    public void GoTo(AgentNode node)
    {
        Node = node;
        Attempts++;
        if (!Tried.Contains(node))
        {
            Tried = [.. Tried, node];
        }
    }

    /// <summary>Begins a request to the agent of the attempt: its first one, or a resend.</summary>
    public Attempt Begin() => Current = new Attempt(this, Node);

    /// <summary>An execution that continues in parallel without changing this one.</summary>
    public CallExecution Fork() => new(this);

    /// <summary>Takes over the outcome of a fork.</summary>
    public void Adopt(CallExecution fork)
    {
        Node = fork.Node;
        Current = fork.Current;
        _resends = fork._resends;
        Tried = [.. Tried.Union(fork.Tried)];
        Attempts = Math.Max(Attempts, fork.Attempts);
    }

    /// <summary>Wipes the body. Nothing can be sent afterwards.</summary>
    public void Wipe() => CryptographicOperations.ZeroMemory(Body);
}
