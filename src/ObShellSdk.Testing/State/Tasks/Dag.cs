using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>A DAG in progress. Each step takes effect at its own time, however late the DAG is read.</summary>
internal sealed class Dag(DagPlan plan, long id, DateTimeOffset createdAt, double pace, DagStore store)
{
    /// <summary>The time the scheduler takes to notice a DAG that is ready.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    /// <summary>The time of the last step.</summary>
    private DateTimeOffset _steppedAt = createdAt;

    /// <summary>The time until which the executor did not work; no step is taken before it.</summary>
    private DateTimeOffset _heldUntil = DateTimeOffset.MinValue;

    /// <summary>Whether the current sub-task fails when its agent is back.</summary>
    private bool _isInterrupted;

    /// <summary>Whether the command of the current sub-task was already sent.</summary>
    private bool _hasCommanded;

    public DagPlan Plan { get; } = plan;

    public long Id { get; } = id;

    public double Pace { get; } = pace;

    public DagNode[] Nodes { get; } = [.. plan.Nodes.Select(node => new DagNode(node, store.NextNodeId(), createdAt))];

    /// <summary>The agent that received the request.</summary>
    public required AgentState Creator { get; init; }

    /// <summary>The position in the order of creation among all agents that can reach each other.</summary>
    public required long Order { get; init; }

    public TaskProgress Progress { get; } = new(TaskState.Ready, createdAt);

    /// <summary>The number of the current node, from 1.</summary>
    public int Stage { get; private set; } = 1;

    /// <summary>Whether lists show it as finished. A failed maintenance is not, whether or not it has released its lock.</summary>
    public bool IsOver => Progress.State == TaskState.Succeed || (Progress.State == TaskState.Failed && !Plan.Maintenance.Locks);

    public DagNode Current => Nodes[Stage - 1];

    /// <summary>The time of the next step, or null if the DAG waits for an operator.</summary>
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

    /// <summary>Returns the agent of the running sub-task; otherwise any working agent of the cluster, preferably the creator.</summary>
    private AgentState? FindExecutor()
    {
        if (Plan.IsLocal || Creator.Works)
        {
            return IsRunning(Current) ? Current.Executor : Creator;
        }

        return IsRunning(Current) ? Current.Executor : Creator.Cluster.Members.Find(member => member.Works);
    }

    /// <summary>Whether the sub-task of a node is running. A canceled one has ended, whether or not its agent was informed.</summary>
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

    /// <summary>Continues from the current node with a new operator, after the latency of the scheduler.</summary>
    public void Resume(string @operator, DateTimeOffset at)
    {
        Progress.Restart(TaskState.Ready, @operator);
        _steppedAt = at;
    }

    /// <summary>Ends a canceled DAG without the latency of the scheduler.</summary>
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

    /// <summary>Delays all steps while no agent works.</summary>
    public void HoldWhileNobodyWorks(DateTimeOffset now)
    {
        if (!Progress.IsFinished && FindExecutor() is not { Works: true })
        {
            _heldUntil = now;
        }
    }

    public bool IsExecutedBy(AgentState agent) => Progress.State == TaskState.Running && IsRunning(Current) && Current.Executor == agent;

    /// <summary>Stops the running sub-task, whose agent was killed.</summary>
    public void LoseExecutor(DateTimeOffset at)
    {
        if (Current.Plan.CommandsAtOnce && Progress.Operator != TaskOperator.Rollback && !_hasCommanded)
        {
            _hasCommanded = true;
            _ = Current.Plan.Act(new NodeRun(at, Pace, text => WriteLog(Current, text, at)));
        }
    }

    /// <summary>Resumes the running sub-task, whose agent works again.</summary>
    public void RegainExecutor(DateTimeOffset at, bool isNewProcess)
    {
        _isInterrupted = isNewProcess && !Plan.IsLocal && !Current.Plan.SurvivesRestart;
        _heldUntil = isNewProcess ? at + (Latency * Pace) : at;
    }

    public void WriteLog(DagNode node, string text, DateTimeOffset at) => node.WriteLog(store.NextLogId(), text, at);

    /// <summary>Starts a node. A sub-task that never ran needs no rollback.</summary>
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

    /// <summary>Executes or rolls back a node and returns the text of the failure, or null.</summary>
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
