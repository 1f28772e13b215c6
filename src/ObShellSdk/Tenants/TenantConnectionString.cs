
namespace ObShellSdk.Tenants;

/// <summary>One way to connect to a tenant.</summary>
public sealed record TenantConnectionString : ObShellRecord
{
    /// <summary>Straight to an observer, or by way of an OBProxy.</summary>
    public TenantConnectionType Type { get; init; }

    /// <summary>The address of the OBProxy; empty without one.</summary>
    public string ObproxyAddress { get; init => field = value ?? ""; } = "";

    /// <summary>The port of the OBProxy; 0 without one.</summary>
    public int ObproxyPort { get; init; }

    /// <summary>A command line or URL, without a password.</summary>
    public string ConnectionString { get; init => field = value ?? ""; } = "";
}
