using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Upgrades;

/// <summary>How observers are upgraded. Case does not count.</summary>
/// <param name="Value">The word as the agent knows it.</param>
[JsonConverter(typeof(OpenValueConverter<UpgradeMode>))]
public readonly record struct UpgradeMode(string Value) : IOpenValue<UpgradeMode>
{
    /// <summary>Zone by zone, while the others serve: needs 3 zones, or 2 with shared storage.</summary>
    public static UpgradeMode Rolling { get; } = new("ROLLING");

    /// <summary>All servers at once, and meanwhile no service.</summary>
    public static UpgradeMode StopService { get; } = new("STOPSERVICE");

    /// <inheritdoc />
    public bool Equals(UpgradeMode other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static UpgradeMode IOpenValue<UpgradeMode>.Create(string value) => new(value);
}
