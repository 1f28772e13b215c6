
namespace ObShellSdk.Tenants;

/// <summary>A parameter of a tenant.</summary>
public sealed record TenantParameter : ObShellRecord
{
    /// <summary>The parameter.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The value, as text. A parameter comes once for each value that differs between observers.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>What its values are, such as <c>INT</c>, <c>BOOL</c> or <c>CAPACITY</c>.</summary>
    public string DataType { get; init => field = value ?? ""; } = "";

    /// <summary>What it is for.</summary>
    public string Info { get; init => field = value ?? ""; } = "";

    /// <summary>When a change takes effect, such as <c>DYNAMIC_EFFECTIVE</c>; <c>READONLY</c> where it cannot be changed.</summary>
    public string EditLevel { get; init => field = value ?? ""; } = "";
}
