using System.Globalization;

namespace ObShellSdk.Testing.State.Tenants;

/// <summary>A dropped tenant that can come back.</summary>
internal sealed record RecycledTenant(string ObjectName, string OriginalName, FakeTenant Tenant);

/// <summary>Tenants that were dropped, and not for good.</summary>
internal sealed class RecycleBin
{
    private readonly List<RecycledTenant> _all = [];
    private int _count;

    public IReadOnlyList<RecycledTenant> All => _all;

    /// <summary>By the name that it has in the bin, or else the newest of an original name.</summary>
    public RecycledTenant? Find(string name)
        => _all.Find(recycled => recycled.ObjectName == name) ?? _all.FindLast(recycled => recycled.OriginalName == name);

    public void Put(FakeTenant tenant, DateTimeOffset now)
        => _all.Add(new RecycledTenant(
            string.Create(CultureInfo.InvariantCulture, $"__recycle_$_{++_count}_{now.ToUnixTimeMilliseconds() * 1000}"), tenant.Name, tenant));

    public void Remove(RecycledTenant recycled) => _all.Remove(recycled);
}
