using ObShellSdk.Testing.State.Restore;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State;

/// <summary>The work of the cluster. Nothing runs in the background: every look at it first catches up with the clock.</summary>
internal sealed class Simulation(TimeProvider time, double speed)
{
    private readonly object _gate = new();
    private DateTimeOffset _reached = DateTimeOffset.MinValue;

    public DagStore Dags { get; } = new() { Speed = speed };

    public RestoreStore Restores { get; } = new();

    /// <summary>Looks at the work as it stands now, or changes it; one caller at a time.</summary>
    public T Run<T>(Func<DateTimeOffset, T> look)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _reached = now > _reached ? now : _reached;
            Dags.AdvanceTo(_reached);
            return look(_reached);
        }
    }

    public void Run(Action<DateTimeOffset> change) => Run(now =>
    {
        change(now);
        return true;
    });
}
