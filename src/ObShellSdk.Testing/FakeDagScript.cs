namespace ObShellSdk.Testing;

/// <summary>How the DAG that is created next will go; see <see cref="FakeAgent.NextDag"/>.</summary>
public sealed class FakeDagScript
{
    internal FakeDagScript()
    {
    }

    internal int? FailingNode { get; private set; }

    internal string? FailingNodeName { get; private set; }

    internal string Log { get; private set; } = "";

    internal TimeSpan? Total { get; private set; }

    /// <summary>Lets the DAG fail at the end of one node, once: a retry of it succeeds.</summary>
    /// <param name="index">Which node, from 0. Beyond the last one: none fails.</param>
    /// <param name="log">Last line of the log of the failed sub-task; real ones read <c>ERROR: [errCode]: text</c>.</param>
    /// <returns>This script.</returns>
    public FakeDagScript FailsAtNode(int index, string log)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentNullException.ThrowIfNull(log);
        (FailingNode, FailingNodeName, Log) = (index, null, log);
        return this;
    }

    /// <summary>Lets the DAG fail at the end of one node, once: a retry of it succeeds.</summary>
    /// <param name="name">Which node, by its name as <see cref="FakeDag.Nodes"/> tells it. Where no node has it, none fails.</param>
    /// <param name="log">Last line of the log of the failed sub-task; real ones read <c>ERROR: [errCode]: text</c>.</param>
    /// <returns>This script.</returns>
    public FakeDagScript FailsAtNode(string name, string log)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(log);
        (FailingNode, FailingNodeName, Log) = (null, name, log);
        return this;
    }

    /// <summary>Sets how long the DAG takes from its creation to its success, whatever <see cref="FakeAgentOptions.Speed"/> is.</summary>
    /// <param name="total">More than zero. A backup or restore that the DAG waits for takes its share.</param>
    /// <returns>This script.</returns>
    public FakeDagScript Takes(TimeSpan total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(total, TimeSpan.Zero);
        Total = total;
        return this;
    }
}
