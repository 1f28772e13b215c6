using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>The nodes of a DAG, which run one after the other.</summary>
internal sealed record DagPlan(string Name, params NodePlan[] Nodes)
{
    public Maintenance Maintenance { get; init; } = Maintenance.None;

    /// <summary>Whether the DAG releases its lock when it fails.</summary>
    public bool UnlocksOnFailure { get; init; }

    /// <summary>Whether the DAG belongs to this agent; otherwise it belongs to the cluster.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether the DAG belongs to the agent's OBProxy, which shows in its id.</summary>
    public bool IsObProxy { get; init; }
}

/// <summary>The lock that a DAG takes.</summary>
internal readonly record struct Maintenance(int Type, string Key)
{
    public static readonly Maintenance None = new(1, "");

    public static readonly Maintenance Global = new(2, "");

    public static readonly Maintenance OfObProxy = new(4, "");

    public bool Locks => Type != None.Type;

    public static Maintenance OfTenant(string name) => new(3, name);
}

/// <summary>A node: its minimum duration and its effect.</summary>
internal sealed record NodePlan(string Name, TimeSpan Duration)
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);

    /// <summary>Creates a short node without effect.</summary>
    public NodePlan(string name)
        : this(name, _short)
    {
    }

    /// <summary>Creates a short node whose effect cannot fail.</summary>
    public NodePlan(string name, Action<NodeRun> act)
        : this(name) => Act = run =>
        {
            act(run);
            return null;
        };

    /// <summary>Creates a short node whose effect can be rolled back.</summary>
    public NodePlan(string name, Action<NodeRun> act, Action<NodeRun> undo)
        : this(name, act) => Undo = undo;

    /// <summary>Runs at the end of the node; a failure fails the node.</summary>
    public Func<NodeRun, Failure?> Act { get; init; } = _ => null;

    /// <summary>Rolls the effect back.</summary>
    public Action<NodeRun> Undo { get; init; } = _ => { };

    /// <summary>Returns the time the node waits for after its duration, as far as it is known.</summary>
    public Func<DateTimeOffset>? WaitsUntil { get; init; }

    /// <summary>The longest time that the node waits, at any pace.</summary>
    public TimeSpan WaitsAtMost { get; init; } = TimeSpan.MaxValue;

    /// <summary>The expected length of the wait, used to plan a DAG with a given duration.</summary>
    public TimeSpan ExpectedWait { get; init; }

    public bool CanRollBack { get; init; } = true;

    /// <summary>Whether the node sends a command to the database when it starts, so that killing the agent does not undo it.</summary>
    public bool CommandsAtOnce { get; init; }

    /// <summary>Whether the node continues when its agent is back. Other nodes fail, because the agent is not connected to its database yet.</summary>
    public bool SurvivesRestart { get; init; }

    public Func<JsonObject?> AdditionalData { get; init; } = () => null;
}

/// <summary>The execution of a node.</summary>
internal sealed record NodeRun(DateTimeOffset At, double Pace, Action<string> Log)
{
    /// <summary>Scales a duration to the pace of the DAG.</summary>
    public TimeSpan Lasting(TimeSpan duration) => duration * Pace;
}
