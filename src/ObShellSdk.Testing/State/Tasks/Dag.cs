using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>A DAG in progress. It moves in steps, each at its own moment, however late somebody looks.</summary>
internal sealed class Dag(DagPlan plan, long id, DateTimeOffset createdAt, double pace, DagStore store)
{
    /// <summary>How long the scheduler takes to notice a DAG that is ready.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    /// <summary>The moment of the last step.</summary>
    private DateTimeOffset _steppedAt = createdAt;

    /// <summary>Before that the executor did not work; no step is taken then.</summary>
    private DateTimeOffset _heldUntil = DateTimeOffset.MinValue;

    /// <summary>Whether the present sub-task ends with its agent's return.</summary>
    private bool _isInterrupted;

    /// <summary>Whether the command of the present sub-task has been given already.</summary>
    private bool _hasCommanded;

    public DagPlan Plan { get; } = plan;

    public long Id { get; } = id;

    public double Pace { get; } = pace;

    public DagNode[] Nodes { get; } = [.. plan.Nodes.Select(node => new DagNode(node, store.NextNodeId(), createdAt))];

    /// <summary>The agent that took the request, and whose sub-tasks they are.</summary>
    public required AgentState Creator { get; init; }

    /// <summary>Place in the order of creation, among all agents that reach one another.</summary>
    public required long Order { get; init; }

    public TaskProgress Progress { get; } = new(TaskState.Ready, createdAt);

    /// <summary>Number of the present node, from 1.</summary>
    public int Stage { get; private set; } = 1;

    /// <summary>Finished for the lists: a failed maintenance is not, whether or not it gave its lock back.</summary>
    public bool IsOver => Progress.State == TaskState.Succeed || (Progress.State == TaskState.Failed && !Plan.Maintenance.Locks);

    public DagNode Current => Nodes[Stage - 1];

    /// <summary>When the next step is due; null: none before somebody operates the DAG.</summary>
    public DateTimeOffset? NextStepAt
    {
        get
        {
            if (Progress.IsFinished || FindExecutor() is not { Works: true })
            {
                return null;
            }

            var next = NextStepWhileWorking();
            return next > _heldUntil ? next : _heldUntil;
        }
    }

    /// <summary>The agent that a running sub-task keeps to; otherwise any of the cluster that works, the DAG's creator before others.</summary>
    private AgentState? FindExecutor()
    {
        if (Plan.IsLocal || Creator.Works)
        {
            return IsRunning(Current) ? Current.Executor : Creator;
        }

        return IsRunning(Current) ? Current.Executor : Creator.Cluster.Members.Find(member => member.Works);
    }

    /// <summary>A canceled sub-task counts as ended, whether or not its agent can be told.</summary>
    private bool IsRunning(DagNode node) => node.SubTask.State == TaskState.Running && Progress.Operator != TaskOperator.Cancel;

    private DateTimeOffset NextStepWhileWorking()
    {
        if (Progress.State == TaskState.Ready || Progress.Operator == TaskOperator.Cancel)
        {
            return _steppedAt + (Latency * Pace);
        }

        var node = Current;
        if (node.Progress.State != TaskState.Running || node.SubTask.State != TaskState.Running)
        {
            return _steppedAt;
        }

        return _isInterrupted ? _heldUntil : EndOf(node);
    }

    public JsonObject AdditionalData
    {
        get
        {
            var merged = new JsonObject();
            foreach (var (name, value) in Nodes.SelectMany(node => node.Plan.AdditionalData() ?? []))
            {
                merged[name] = value?.DeepClone();
            }

            return merged;
        }
    }

    public void Step(DateTimeOffset at)
    {
        _steppedAt = at;
        if (Progress.State == TaskState.Ready)
        {
            Progress.Start(at);
        }
        else if (Progress.Operator == TaskOperator.Cancel)
        {
            EndCanceled(at);
        }
        else if (Current.Progress.State == TaskState.Pending)
        {
            StartNode(Current, at);
        }
        else
        {
            EndNode(at);
        }
    }

    /// <summary>Goes on from where it stands with a new operator; the scheduler notices soon.</summary>
    public void Resume(string @operator, DateTimeOffset at)
    {
        Progress.Restart(TaskState.Ready, @operator);
        _steppedAt = at;
    }

    /// <summary>Ends a canceled DAG without waiting for the scheduler.</summary>
    public void EndCanceled(DateTimeOffset at)
    {
        if (Progress.State == TaskState.Ready)
        {
            Progress.Start(at);
        }

        var node = Current;
        if (node.SubTask.State == TaskState.Running)
        {
            WriteLog(node, "sub task cancelled", at);
        }

        node.StartWithoutSubTask(at);
        node.End(TaskState.Failed, at);
        EndFailed(at);
    }

    /// <summary>What stands still does not catch up later.</summary>
    public void HoldWhileNobodyWorks(DateTimeOffset now)
    {
        if (!Progress.IsFinished && FindExecutor() is not { Works: true })
        {
            _heldUntil = now;
        }
    }

    public bool IsExecutedBy(AgentState agent) => Progress.State == TaskState.Running && IsRunning(Current) && Current.Executor == agent;

    /// <summary>The agent of the running sub-task is killed.</summary>
    public void LoseExecutor(DateTimeOffset at)
    {
        if (Current.Plan.CommandsAtOnce && Progress.Operator != TaskOperator.Rollback && !_hasCommanded)
        {
            _hasCommanded = true;
            _ = Current.Plan.Act(new NodeRun(at, Pace, text => WriteLog(Current, text, at)));
        }
    }

    /// <summary>The agent of the running sub-task works again. Its process goes on with a sub-task that it had not ended.</summary>
    public void RegainExecutor(DateTimeOffset at, bool isNewProcess)
    {
        _isInterrupted = isNewProcess && !Plan.IsLocal && !Current.Plan.SurvivesRestart;
        _heldUntil = isNewProcess ? at + (Latency * Pace) : at;
    }

    public void WriteLog(DagNode node, string text, DateTimeOffset at) => node.WriteLog(store.NextLogId(), text, at);

    /// <summary>A sub-task that never ran needs no rollback.</summary>
    private void StartNode(DagNode node, DateTimeOffset at)
    {
        if (Progress.Operator == TaskOperator.Rollback && node.SubTask.State == TaskState.Pending)
        {
            node.StartWithoutSubTask(at);
        }
        else
        {
            (_isInterrupted, _hasCommanded) = (false, false);
            node.Start(at, FindExecutor()!);
        }
    }

    private DateTimeOffset EndOf(DagNode node)
    {
        var end = node.Progress.StartedAt!.Value + (node.Plan.Duration * Pace);
        var awaited = Progress.Operator == TaskOperator.Rollback ? null : node.Plan.WaitsUntil?.Invoke();
        if (!(awaited > end))
        {
            return end;
        }

        return awaited.Value - node.Progress.StartedAt.Value > node.Plan.WaitsAtMost ? node.Progress.StartedAt.Value + node.Plan.WaitsAtMost : awaited.Value;
    }

    private void EndNode(DateTimeOffset at)
    {
        var node = Current;
        if (node.SubTask.State == TaskState.Running && Perform(node, at) is { } failure)
        {
            WriteLog(node, failure, at);
            node.End(TaskState.Failed, at);
            EndFailed(at);
            return;
        }

        if (node.Progress.State == TaskState.Running)
        {
            node.End(TaskState.Succeed, at);
        }

        var next = Progress.Operator == TaskOperator.Rollback ? Stage - 1 : Stage + 1;
        if (next > 0 && next <= Nodes.Length)
        {
            Stage = next;
            return;
        }

        Progress.End(TaskState.Succeed, at);
        store.Locks.Release(Plan);
    }

    /// <summary>Does or undoes the work of a node; the text of the failure, if it fails.</summary>
    private string? Perform(DagNode node, DateTimeOffset at)
    {
        if (_isInterrupted)
        {
            _isInterrupted = false;
            return Describe(Failure.Of("Agent.OceanBase.NotHold"));
        }

        var run = new NodeRun(at, Pace, text => WriteLog(node, text, at));
        if (Progress.Operator == TaskOperator.Rollback)
        {
            node.Plan.Undo(run);
            return null;
        }

        if (node.FailsWith is { } scripted)
        {
            node.FailsWith = null;
            return scripted;
        }

        return !_hasCommanded && node.Plan.Act(run) is { } failure ? Describe(failure) : null;
    }

    private static string Describe(Failure failure) => $"ERROR: [{failure.ErrCode}]: {Messages.Write(failure, chinese: false)}";

    private void EndFailed(DateTimeOffset at)
    {
        Progress.End(TaskState.Failed, at);
        if (Plan.UnlocksOnFailure)
        {
            store.Locks.Release(Plan);
        }
    }
}
