using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;
using Polly;

namespace ObShellSdk.Http;

/// <summary>One call from the facet's method to its end, over all its attempts.</summary>
internal sealed class Call(ApiOperation operation, AgentNode? only, byte[]? body, ObShellCallOptions? options, CancellationToken callerToken)
{
    /// <summary>The protocol allows one resend a cause; together with this limit no agent can keep a call going.</summary>
    public const int MostResends = 2;

    public static readonly ResiliencePropertyKey<Call> Key = new("ObShellSdk.Call");

    /// <summary>What was asked for.</summary>
    public ApiOperation Asked { get; } = operation;

    /// <summary>The same, as the agent of the attempt has it.</summary>
    public ApiOperation Operation { get; set; } = operation;

    /// <summary>The agent that was addressed by itself; null: any of the cluster.</summary>
    public AgentNode? Only { get; } = only;

    /// <summary>A question of the client's own, such as which agents there are, which must not wait for its own answer.</summary>
    public bool IsDiscovery { get; init; }

    /// <summary>Whether the connection is closed after the response.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>The agent of the attempt.</summary>
    public AgentNode Node { get; private set; } = null!;

    public Uri Agent => Node.Endpoint;

    /// <summary>The agents that attempts of this call went to.</summary>
    public AgentNode[] Tried { get; private set; } = [];

    public CancellationToken CallerToken { get; } = callerToken;

    /// <summary>In place of <see cref="Body"/>.</summary>
    public UploadBody? Upload { get; init; }

    public byte[]? Body { get; } = body;

    public ObShellCallOptions? Options { get; } = options;

    /// <summary>The secrets in <see cref="Body"/>; null for none.</summary>
    public IReadOnlyList<string>? BodySecrets { get; init; }

    /// <summary>What the attempt is made with, to be taken out of what comes back.</summary>
    public SecretMask Mask { get; private set; }

    public int Attempts { get; set; }

    public OutgoingAttempt? LastAttempt { get; set; }

    /// <summary>Set while the call waits for the agent's description and key, before it is sent itself.</summary>
    public AgentLearner? Handshake { get; set; }

    /// <summary>How long a proxy asked to wait.</summary>
    public TimeSpan? RetryAfter { get; set; }

    public bool TotalTimeoutReached { get; set; }

    /// <summary>The span of the call, for those who listen.</summary>
    public Activity? Activity { get; set; }

    /// <summary>The id of the last answer, as the agent wrote it.</summary>
    public string? AnsweredTraceId { get; set; }

    /// <summary>The same, as people may see it. Made only where it is shown: the search costs more than the rest of a call.</summary>
    public string ShownTraceId => Mask.Word(AnsweredTraceId);

    /// <summary>The id that the agent shall log the call under; null: one that the agent makes.</summary>
    public string? TraceId { get; set; } = options?.TraceId;

    /// <summary>The status of the last answer; null while there is none.</summary>
    public HttpStatusCode? LastStatus { get; set; }

    public ObShellResponseInfo? LastResponse { get; set; }

    /// <summary>The profile to make the next header with; null for the one that the agent has at present.</summary>
    public AgentProfile? NextProfile { get; set; }

    /// <summary>How many keys of an address with several agents were rejected.</summary>
    public int KeysTried { get; private set; }

    /// <summary>Whether no key was replaced yet.</summary>
    public bool IsFirstKeyRejection => (SpentCauses & ResendCause.Key) == 0;

    /// <summary>How often it was sent once more with a new header.</summary>
    public int Resends { get; private set; }

    public ResendCause LastResendCause { get; private set; }

    private ResendCause SpentCauses { get; set; }

    /// <summary>Whether another agent may be asked beside one that does not answer.</summary>
    public bool MayBeHedged => Only is null && Upload is null && Asked is { IsCommand: false, LeastAttemptTimeout: null };

    /// <summary>The attempt that was begun last, as a call of its own: it goes on beside others without touching what they know.</summary>
    public Call Fork()
    {
        var fork = new Call(Asked, Only, Body is null ? null : [.. Body], Options, CallerToken)
        {
            IsDiscovery = IsDiscovery,
            BodySecrets = BodySecrets,
            Activity = Activity,
            TraceId = TraceId,
            Resends = Resends,
            SpentCauses = SpentCauses,
            Attempts = Attempts,
        };
        fork.Node = Node;
        fork.Tried = Tried;
        return fork;
    }

    /// <summary>What a fork came to is what this call came to.</summary>
    public void Adopt(Call fork)
    {
        Node = fork.Node;
        Operation = fork.Operation;
        LastAttempt = fork.LastAttempt;
        LastResponse = fork.LastResponse;
        LastStatus = fork.LastStatus;
        AnsweredTraceId = fork.AnsweredTraceId;
        RetryAfter = fork.RetryAfter;
        Resends = fork.Resends;
        SpentCauses = fork.SpentCauses;
        LastResendCause = fork.LastResendCause;
        Tried = [.. Tried.Union(fork.Tried)];
        Attempts = Math.Max(Attempts, fork.Attempts);
    }

    /// <summary>From now on answers are searched for these secrets, and for those of the body.</summary>
    public void Hide(ObShellCredential credential, Secret? session) => Mask = new SecretMask(credential, session, BodySecrets);

    /// <summary>The attempt is over, and its credential is needed no longer.</summary>
    public void Forget() => Mask = default;

    /// <summary>Begins an attempt.</summary>
    public void GoTo(AgentNode node)
    {
        Node = node;
        Attempts++;
        if (!Tried.Contains(node))
        {
            Tried = [.. Tried, node];
        }
    }

    /// <summary>The facts for an exception, after a failure on the way.</summary>
    /// <param name="cause">What the transport threw; null when it was stopped by a time-out.</param>
    public CallFacts Facts(Exception? cause) => Facts(MayHaveBeenSent(cause));

    public CallFacts Facts(bool mayHaveRun) => new((Handshake?.Asking ?? Operation).Route, Agent, Operation.IsCommand && mayHaveRun, Attempts, LastAttempt is not { IsWaitingForConnection: true });

    /// <summary>Whether a resend for a cause is left: one for each, and <see cref="MostResends"/> in all.</summary>
    public bool CanSpend(ResendCause cause) => Resends < MostResends && (SpentCauses & cause) == 0;

    /// <summary>
    /// True while there are keys left to try at an address with several agents. A request meets one of them by chance, so that each key gets a dozen chances.
    /// </summary>
    public bool TrySpendKeyOfSharedAddress(int agents)
    {
        if (KeysTried >= Math.Min(agents * 12, 64))
        {
            return false;
        }

        KeysTried++;
        LastResendCause = ResendCause.Key;
        return true;
    }

    /// <summary>True once for each cause, and as long as the call has resends left.</summary>
    public bool TrySpend(ResendCause cause)
    {
        if (!CanSpend(cause))
        {
            return false;
        }

        Resends++;
        SpentCauses |= cause;
        LastResendCause = cause;
        return true;
    }

    /// <summary>False only where it is certain that the agent does not have the request.</summary>
    private bool MayHaveBeenSent(Exception? cause)
    {
        if (LastAttempt is not { Handed: true } attempt)
        {
            return false;
        }

        // Agents look at nothing of an upload before they have its end.
        if (Upload is not null)
        {
            return attempt.BodyEnded;
        }

        return attempt.BodyStarted || cause is not (null or SocketException or HandlerMisuseException or HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        });
    }
}

/// <summary>Why a request was refused before anything happened, and is sent once more with a new header.</summary>
[Flags]
internal enum ResendCause
{
    Key = 1,
    Clock = 2,
    HeaderKind = 4,
    Version = 8,
    Session = 16,
}
