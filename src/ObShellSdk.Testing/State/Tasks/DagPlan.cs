using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>What a DAG is to do, in nodes that run one after the other.</summary>
internal sealed record DagPlan(string Name, params NodePlan[] Nodes)
{
    public Maintenance Maintenance { get; init; } = Maintenance.None;

    /// <summary>True for the kinds that give their lock back when they fail.</summary>
    public bool UnlocksOnFailure { get; init; }

    /// <summary>True for a DAG of this agent alone, false for one of the cluster.</summary>
    public bool IsLocal { get; init; }

    /// <summary>True for a DAG of the agent's obproxy, whose id says so.</summary>
    public bool IsObProxy { get; init; }
}

/// <summary>What a DAG keeps others from doing.</summary>
internal readonly record struct Maintenance(int Type, string Key)
{
    public static readonly Maintenance None = new(1, "");

    public static readonly Maintenance Global = new(2, "");

    public static readonly Maintenance OfObProxy = new(4, "");

    public bool Locks => Type != None.Type;

    public static Maintenance OfTenant(string name) => new(3, name);
}

/// <summary>One node: how long it works at least, and what it brings about at its end.</summary>
internal sealed record NodePlan(string Name, TimeSpan Duration)
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);

    /// <summary>A node that takes a moment.</summary>
    public NodePlan(string name)
        : this(name, _short)
    {
    }

    /// <summary>A node that takes a moment and then brings something about for sure.</summary>
    public NodePlan(string name, Action<NodeRun> act)
        : this(name) => Act = run =>
        {
            act(run);
            return null;
        };

    /// <summary>A node that takes a moment, brings something about and can undo it.</summary>
    public NodePlan(string name, Action<NodeRun> act, Action<NodeRun> undo)
        : this(name, act) => Undo = undo;

    /// <summary>Done at the node's end; a failure fails the node.</summary>
    public Func<NodeRun, Failure?> Act { get; init; } = _ => null;

    /// <summary>Undoes it.</summary>
    public Action<NodeRun> Undo { get; init; } = _ => { };

    /// <summary>What the node waits for beyond its duration: the end as far as is known now.</summary>
    public Func<DateTimeOffset>? WaitsUntil { get; init; }

    /// <summary>How long the node waits for it, whatever the pace.</summary>
    public TimeSpan WaitsAtMost { get; init; } = TimeSpan.MaxValue;

    /// <summary>How long that wait is likely to be, for the planning of a DAG that takes a given time.</summary>
    public TimeSpan ExpectedWait { get; init; }

    public bool CanRollBack { get; init; } = true;

    /// <summary>True for a node that gives the database a command as soon as it starts: an agent that is killed in it has given the command.</summary>
    public bool CommandsAtOnce { get; init; }

    /// <summary>True for a node that goes on when its agent comes back; others then fail, because the agent does not reach its database yet.</summary>
    public bool SurvivesRestart { get; init; }

    public Func<JsonObject?> AdditionalData { get; init; } = () => null;
}

/// <summary>A node at the moment at which it does something.</summary>
internal sealed record NodeRun(DateTimeOffset At, double Pace, Action<string> Log)
{
    /// <summary>A duration at the pace of the DAG.</summary>
    public TimeSpan Lasting(TimeSpan duration) => duration * Pace;
}
