namespace ObShellSdk.Testing.State;

/// <summary>The requests in the order of arrival, and the tests that wait for more of them.</summary>
internal sealed class RequestLog
{
    private readonly object _gate = new();
    private readonly List<ReceivedRequest> _all = [];
    private readonly List<ReceivedRequest> _unexpected = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public ReceivedRequest[] All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public ReceivedRequest[] Unexpected
    {
        get
        {
            lock (_gate)
            {
                return [.. _unexpected];
            }
        }
    }

    public void Add(ReceivedRequest request)
    {
        lock (_gate)
        {
            _all.Add(request);
            request.Number = _all.Count;
            foreach (var (_, reached) in _waiting.Where(waiting => waiting.Count <= _all.Count))
            {
                reached.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Count <= _all.Count);
        }
    }

    public void AddUnexpected(ReceivedRequest request)
    {
        lock (_gate)
        {
            _unexpected.Add(request);
        }
    }

    public Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_all.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }
}
