using System.Text.Json.Nodes;

namespace ObShellSdk.Testing.State.Services;

/// <summary>The cluster, zone, server or tenant of an alarm.</summary>
internal sealed record AlarmInstance(string Type, string? Cluster, string? Zone, string? Server, string? Tenant)
{
    public const string OfCluster = "obcluster";
    public const string OfZone = "obzone";
    public const string OfServer = "observer";
    public const string OfTenant = "obtenant";

    public JsonObject Write()
    {
        var json = new JsonObject { ["type"] = Type };
        foreach (var (name, value) in new[] { (OfCluster, Cluster), (OfZone, Zone), (OfServer, Server), (OfTenant, Tenant) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                json[name] = value;
            }
        }

        return json;
    }
}

/// <summary>A rule that silences alerts for some time.</summary>
internal sealed record Silencer
{
    public required string Id { get; init; }

    public required AlarmInstance[] Instances { get; init; }

    public required string[] Rules { get; init; }

    public required (string Name, string Value, bool IsRegex)[] Matchers { get; init; }

    public required string Comment { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public bool IsActiveAt(DateTimeOffset now) => StartsAt <= now && now < EndsAt;
}
