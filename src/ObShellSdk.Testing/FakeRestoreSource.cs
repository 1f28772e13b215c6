namespace ObShellSdk.Testing;

/// <summary>A backup that tenants can be restored from.</summary>
public sealed class FakeRestoreSource
{
    private volatile (DateTimeOffset Start, DateTimeOffset End)[] _windows = [];

    internal FakeRestoreSource(string dataUri, string tenantName)
    {
        DataUri = dataUri;
        TenantName = tenantName;
    }

    /// <summary>Where the data lies.</summary>
    public string DataUri { get; }

    /// <summary>Name of the tenant that was backed up.</summary>
    public string TenantName { get; }

    /// <summary>Its number.</summary>
    internal long TenantId { get; init; } = 1002;

    /// <summary>Name of its cluster.</summary>
    public string ClusterName { get; set; } = "obcluster";

    /// <summary>The spans of time within which any moment can be restored. A new list each time.</summary>
    public IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Windows => [.. _windows];

    /// <summary>Adds a span of time within which any moment can be restored, its ends included.</summary>
    /// <param name="start">First moment.</param>
    /// <param name="end">Last moment.</param>
    /// <returns>This source.</returns>
    public FakeRestoreSource WithWindow(DateTimeOffset start, DateTimeOffset end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        _windows = [.. _windows, (start, end)];
        return this;
    }
}
