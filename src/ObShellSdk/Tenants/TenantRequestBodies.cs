using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace ObShellSdk.Tenants;

internal sealed record RenameTenantRequest
{
    public required string NewName { get; init; }
}

internal sealed record AddReplicasRequest
{
    [JsonPropertyName("zone_list")]
    public required IReadOnlyList<TenantZone> Zones { get; init; }
}

internal sealed record RemoveReplicasRequest
{
    public required IReadOnlyList<string> Zones { get; init; }
}

internal sealed record UpdateReplicasRequest
{
    [JsonPropertyName("zone_list")]
    public required IReadOnlyList<TenantZoneUpdate> Zones { get; init; }
}

internal sealed record PrimaryZoneRequest
{
    public required string PrimaryZone { get; init; }
}

internal sealed record PersistPasswordRequest
{
    public required Secret Password { get; init; }
}

internal sealed record WhitelistRequest
{
    public required string Whitelist { get; init; }
}

internal sealed record SetParametersRequest
{
    public required IReadOnlyDictionary<string, ParameterValue> Parameters { get; init; }
}

internal sealed record SetVariablesRequest
{
    public required IReadOnlyDictionary<string, ParameterValue> Variables { get; init; }

    [JsonPropertyName("tenant_password")]
    public Secret? RootPassword { get; init; }
}

/// <summary>The rules for parameters and variables.</summary>
internal static class ParameterMap
{
    public static IReadOnlyDictionary<string, ParameterValue> Empty { get; } = ReadOnlyDictionary<string, ParameterValue>.Empty;

    public static void Validate(IReadOnlyDictionary<string, ParameterValue>? values, string member, string name)
    {
        if (values?.Keys.Any(string.IsNullOrWhiteSpace) == true)
        {
            throw new ArgumentException($"{member} must have a name for each value.", name);
        }
    }

    public static void ValidateSome(IReadOnlyDictionary<string, ParameterValue>? values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count == 0 || values.Keys.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("There must be at least one value, and each must have a name.", name);
        }
    }

    /// <summary>
    /// obshell writes a parameter between double quotes and the text of a variable between backticks, and escapes neither (ob/agent/service/tenant/tenant.go:52, 225, 248).
    /// </summary>
    public static void ThrowIfAnyEnds(IReadOnlyDictionary<string, ParameterValue>? values, char quote, string name)
    {
        foreach ((string key, ParameterValue value) in values ?? Empty)
        {
            if (SqlText.Ends(value.ToString(), quote))
            {
                throw new ArgumentException($"The value of '{key}' {SqlText.Rule(quote)}", name);
            }
        }
    }
}
