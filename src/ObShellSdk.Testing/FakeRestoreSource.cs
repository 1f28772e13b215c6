namespace ObShellSdk.Testing;

/// <summary>A backup to restore tenants from.</summary>
public sealed class FakeRestoreSource
{
    private volatile (DateTimeOffset Start, DateTimeOffset End)[] _windows = [];

    internal FakeRestoreSource(string dataUri, string tenantName)
    {
        DataUri = dataUri;
        TenantName = tenantName;
    }

    /// <summary>The location of the data.</summary>
    public string DataUri { get; }

    /// <summary>The name of the tenant that was backed up.</summary>
    public string TenantName { get; }

    /// <summary>The ID of the tenant that was backed up.</summary>
    internal long TenantId { get; init; } = 1002;

    /// <summary>The name of the cluster that was backed up.</summary>
    public string ClusterName { get; set; } = "obcluster";

    /// <summary>A snapshot of the time ranges that can be restored.</summary>
    public IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Windows => [.. _windows];

    /// <summary>Adds a time range that can be restored. Both ends are included.</summary>
    /// <param name="start">The start of the range.</param>
    /// <param name="end">The end of the range.</param>
    /// <returns>This source.</returns>
    public FakeRestoreSource WithWindow(DateTimeOffset start, DateTimeOffset end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        _windows = [.. _windows, (start, end)];
        return this;
    }
}
