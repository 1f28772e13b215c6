namespace ObShellSdk.Testing.State.Tenants;

/// <summary>The user tenants of the cluster, in the order in which they were added. Used within the simulation only.</summary>
internal sealed class TenantList(Simulation simulation, AgentClock clock)
{
    private const long FirstId = 1002;

    private readonly List<FakeTenant> _tenants = [];
    private long _nextId = FirstId;

    public FakeTenant Add(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == "sys" || Find(name) is not null)
        {
            throw new ArgumentException($"There is a tenant '{name}' already.", nameof(name));
        }

        var added = new FakeTenant(name, _nextId, simulation, clock);
        _nextId += 2;
        _tenants.Add(added);
        return added;
    }

    public void Remove(string name) => _tenants.RemoveAll(tenant => tenant.Name == name);

    public FakeTenant? Find(string name) => _tenants.Find(tenant => tenant.Name == name);

    public FakeTenant[] ToArray() => [.. _tenants];
}
