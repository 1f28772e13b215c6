using System.Text.Json.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Cluster;

internal sealed record SetClusterParametersRequest
{
    public required IReadOnlyList<ClusterParameterItem> Params { get; init; }

    public static SetClusterParametersRequest From(IReadOnlyDictionary<string, ParameterValue> parameters, ClusterParameterTarget target) => new()
    {
        Params =
        [
            .. parameters.Select(parameter => new ClusterParameterItem
            {
                Name = parameter.Key,
                Value = parameter.Value.ToString(),
                Scope = target.Scope,
                Zones = target.Zones,
                Servers = target.Servers,
                Tenants = target.Tenants,
                AllUserTenants = target.AllUserTenants,
            }),
        ],
    };
}

internal sealed record ClusterParameterItem
{
    public required string Name { get; init; }

    public required string Value { get; init; }

    public required ParameterScope Scope { get; init; }

    public IReadOnlyList<string>? Zones { get; init; }

    public IReadOnlyList<string>? Servers { get; init; }

    public IReadOnlyList<string>? Tenants { get; init; }

    [JsonPropertyName("all_user_tenant")]
    public bool? AllUserTenants { get; init; }
}
