namespace ObShellSdk.Testing.Faults;

/// <summary>The rules of an agent, newest first.</summary>
internal sealed class RuleBook
{
    private readonly object _gate = new();
    private FakeRule[] _rules = [];

    /// <summary>The rules that took no request, in the order of their creation.</summary>
    public FakeRule[] Unused => [.. Volatile.Read(ref _rules).Where(rule => rule.Hits == 0).Reverse()];

    public FakeRule Add(HttpMethod? method, string? path)
    {
        var rule = new FakeRule(method, path);
        lock (_gate)
        {
            _rules = [rule, .. _rules];
        }

        return rule;
    }

    public FakeRule? Take(ReceivedRequest request) => Array.Find(Volatile.Read(ref _rules), rule => rule.TryTake(request));
}
