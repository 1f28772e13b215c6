namespace ObShellSdk.Testing.Faults;

/// <summary>The scripted rules, newest first.</summary>
internal sealed class RuleBook
{
    private readonly object _gate = new();
    private FakeRule[] _rules = [];

    /// <summary>Those that took no request, in the order in which they were made.</summary>
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

    public FakeRule? Take(string method, string path) => Array.Find(Volatile.Read(ref _rules), rule => rule.TryTake(method, path));
}
