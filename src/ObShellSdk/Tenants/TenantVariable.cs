
namespace ObShellSdk.Tenants;

/// <summary>A global variable of a tenant.</summary>
public sealed record TenantVariable : ObShellRecord
{
    /// <summary>The variable.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The value, as text.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>What it is for.</summary>
    public string Info { get; init => field = value ?? ""; } = "";
}
