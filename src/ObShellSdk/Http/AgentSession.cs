namespace ObShellSdk.Http;

/// <summary>The sign-in session at one agent, opened once for all calls that start together. Sessions live in the memory of that agent only.</summary>
internal sealed class AgentSession
{
    private readonly object _gate = new();
    private Task<Secret?>? _opening;

    /// <summary>The session as it is open; null without one.</summary>
    public Secret? Current => _opening is { IsCompletedSuccessfully: true } opened ? opened.Result : null;

    /// <summary>The session, opened if there is none; null where the agent has no sessions.</summary>
    public Task<Secret?> GetAsync(Func<Task<Secret?>> open, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = SharedTask.Observed(Task.Run(open, CancellationToken.None));
            }

            return _opening.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The agent does not know it any more; the next call opens another one, unless another call already did.</summary>
    public void Forget(Secret ended)
    {
        lock (_gate)
        {
            if (Current is { } current && current.Reveal() == ended.Reveal())
            {
                _opening = null;
            }
        }
    }
}
