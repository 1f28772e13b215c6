namespace ObShellSdk.Testing;

/// <summary>Specifies how the next DAG runs; see <see cref="FakeAgent.NextDag"/>.</summary>
public sealed class FakeDagScript
{
    internal FakeDagScript()
    {
    }

    internal int? FailingNode { get; private set; }

    internal string? FailingNodeName { get; private set; }

    internal string Log { get; private set; } = "";

    internal TimeSpan? Total { get; private set; }

    /// <summary>Makes the DAG fail once, at the end of a node. A retry succeeds.</summary>
    /// <param name="index">The index of the node, starting at 0. If there is no such node, the DAG succeeds.</param>
    /// <param name="log">The last log line of the failed sub-task. Real agents write <c>ERROR: [errCode]: text</c>.</param>
    /// <returns>This script.</returns>
    public FakeDagScript FailAtNode(int index, string log)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentNullException.ThrowIfNull(log);
        (FailingNode, FailingNodeName, Log) = (index, null, log);
        return this;
    }

    /// <summary>Makes the DAG fail once, at the end of a node. A retry succeeds.</summary>
    /// <param name="name">The name of the node, as in <see cref="FakeDag.Nodes"/>. If there is no such node, the DAG succeeds.</param>
    /// <param name="log">The last log line of the failed sub-task. Real agents write <c>ERROR: [errCode]: text</c>.</param>
    /// <returns>This script.</returns>
    public FakeDagScript FailAtNode(string name, string log)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(log);
        (FailingNode, FailingNodeName, Log) = (null, name, log);
        return this;
    }

    /// <summary>Sets how long the DAG runs, regardless of <see cref="FakeAgentOptions.Speed"/>.</summary>
    /// <param name="total">The total duration; greater than zero. It includes a backup or restore that the DAG waits for.</param>
    /// <returns>This script.</returns>
    public FakeDagScript WithDuration(TimeSpan total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(total, TimeSpan.Zero);
        Total = total;
        return this;
    }
}
