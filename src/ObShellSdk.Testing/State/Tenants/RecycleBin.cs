using System.Globalization;

namespace ObShellSdk.Testing.State.Tenants;

/// <summary>A dropped tenant that can be restored from the recycle bin.</summary>
internal sealed record RecycledTenant(string ObjectName, string OriginalName, FakeTenant Tenant);

/// <summary>The dropped tenants that are not purged.</summary>
internal sealed class RecycleBin
{
    private readonly List<RecycledTenant> _all = [];
    private int _count;

    public IReadOnlyList<RecycledTenant> All => _all;

    /// <summary>Finds a tenant by its name in the bin, otherwise the newest one by its original name.</summary>
    public RecycledTenant? Find(string name)
        => _all.Find(recycled => recycled.ObjectName == name) ?? _all.FindLast(recycled => recycled.OriginalName == name);

    public void Put(FakeTenant tenant, DateTimeOffset now)
        => _all.Add(new RecycledTenant(
            string.Create(CultureInfo.InvariantCulture, $"__recycle_$_{++_count}_{now.ToUnixTimeMilliseconds() * 1000}"), tenant.Name, tenant));

    public void Remove(RecycledTenant recycled) => _all.Remove(recycled);
}
