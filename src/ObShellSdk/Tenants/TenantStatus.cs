using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>What a tenant is in the middle of. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<TenantStatus>))]
public readonly record struct TenantStatus(string Value) : IOpenValue<TenantStatus>
{
    /// <summary>Nothing: it can be used.</summary>
    public static TenantStatus Normal { get; } = new("NORMAL");

    /// <summary>Being created.</summary>
    public static TenantStatus Creating { get; } = new("CREATING");

    /// <summary>Being dropped.</summary>
    public static TenantStatus Dropping { get; } = new("DROPPING");

    /// <summary>Being restored.</summary>
    public static TenantStatus Restore { get; } = new("RESTORE");

    /// <summary>Being created as a standby tenant.</summary>
    public static TenantStatus CreatingStandby { get; } = new("CREATING_STANDBY");

    /// <inheritdoc />
    public bool Equals(TenantStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static TenantStatus IOpenValue<TenantStatus>.Create(string value) => new(value);
}
