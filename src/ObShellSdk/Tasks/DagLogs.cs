using ObShellSdk.Diagnostics;

namespace ObShellSdk.Tasks;

/// <summary>Which log lines of the sub-tasks of a DAG were reported already.</summary>
internal sealed class DagLogs(SecretMask mask)
{
    // To look for secrets takes far longer than to read, and nothing would end it.
    private const int MostLines = 5000;

    private Dictionary<string, int> _counts = [];

    public bool HasNew(DagDetail dag) => SubTasks(dag).Any(task => task.TaskLogs.Count != _counts.GetValueOrDefault(task.Id));

    /// <summary>The new lines with secrets masked, in the order of the nodes; of too many the last ones.</summary>
    public List<string> Take(DagDetail dag)
    {
        var lines = new List<string>();
        var counts = new Dictionary<string, int>();
        foreach (SubTask task in SubTasks(dag))
        {
            int seen = _counts.GetValueOrDefault(task.Id);

            // Fewer lines than before: the sub-task was executed again, and its log began anew.
            lines.AddRange(task.TaskLogs.Skip(seen > task.TaskLogs.Count ? 0 : seen));
            counts[task.Id] = task.TaskLogs.Count;
        }

        _counts = counts;

        return [.. lines.TakeLast(MostLines).Select(mask.Apply)];
    }

    private static IEnumerable<SubTask> SubTasks(DagDetail dag) => dag.Nodes.SelectMany(node => node.SubTasks);
}
