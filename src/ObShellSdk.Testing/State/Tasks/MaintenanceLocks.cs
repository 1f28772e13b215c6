using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>The maintenance locks: one for the cluster, one for each tenant, one for this agent.</summary>
internal sealed class MaintenanceLocks
{
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lastDag = new(StringComparer.Ordinal);
    private bool _cluster;
    private bool _agent;
    private bool _obproxy;

    /// <summary>Whether any lock is held. That of OBProxy does not count.</summary>
    public bool AnyHeld => _cluster || _agent || _held.Count > 0;

    /// <summary>Returns the newest DAG that locked a tenant, finished or not, or null if none has.</summary>
    public long? LastDagOf(string tenant) => _lastDag.TryGetValue(tenant, out var id) ? id : null;

    /// <summary>Takes the lock of a plan, or returns why it is refused.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="newest">The name of the newest maintenance DAG of the cluster. A refusal names it, whether or not it holds the lock.</param>
    /// <param name="agent">The address of this agent.</param>
    public Failure? Take(DagPlan plan, string? newest, string agent)
    {
        if (!plan.Maintenance.Locks)
        {
            return null;
        }

        if (plan.IsLocal)
        {
            if (plan.IsObProxy)
            {
                var busy = _obproxy ? Failure.Of("Agent.UnderMaintenance", agent) : null;
                _obproxy = true;
                return busy;
            }

            var refusal = _agent ? Failure.Of("Agent.UnderMaintenance", agent) : null;
            _agent = true;
            return refusal;
        }

        var isGlobal = plan.Maintenance == Maintenance.Global;
        if (_cluster || (isGlobal && _held.Count > 0))
        {
            return newest is null ? Failure.Of("OB.Cluster.UnderMaintenance") : Failure.Of("OB.Cluster.UnderMaintenanceWithDag", newest);
        }

        if (isGlobal)
        {
            _cluster = true;
            return null;
        }

        return _held.Add(plan.Maintenance.Key) ? null : Failure.Of("OB.Tenant.UnderMaintenance", plan.Maintenance.Key);
    }

    /// <summary>Takes the lock again for a failed DAG that had released it, unless a newer one has taken it since.</summary>
    public Failure? Retake(Dag dag, string? newest, string agent)
    {
        var plan = dag.Plan;
        if (!plan.UnlocksOnFailure)
        {
            return null;
        }

        if (LastDagOf(plan.Maintenance.Key) is { } last && last != dag.Id && !_held.Contains(plan.Maintenance.Key))
        {
            return Failure.Of("Task.Expired", plan.Maintenance.Key, $"1{last}", $"1{dag.Id}", plan.Name);
        }

        return Take(plan, newest, agent);
    }

    public void Remember(Dag dag)
    {
        if (!dag.Plan.IsLocal && dag.Plan.Maintenance.Key.Length > 0)
        {
            _lastDag[dag.Plan.Maintenance.Key] = dag.Id;
        }
    }

    public void Release(DagPlan plan)
    {
        if (plan.IsLocal)
        {
            _agent &= plan.IsObProxy || !plan.Maintenance.Locks;
            _obproxy &= !plan.IsObProxy || !plan.Maintenance.Locks;
        }
        else if (plan.Maintenance == Maintenance.Global)
        {
            _cluster = false;
        }
        else
        {
            _held.Remove(plan.Maintenance.Key);
        }
    }
}
