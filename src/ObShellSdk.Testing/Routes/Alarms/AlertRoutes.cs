using System.Text.Json.Nodes;
using ObShellSdk.Testing.Routes.Metrics;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Alarms;

/// <summary>Alerts that fired.</summary>
internal static class AlertRoutes
{
    private static readonly TimeSpan _renewal = TimeSpan.FromMinutes(4);

    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var (filter, failure) = AlarmFilter.Read(call);
        if (filter is null)
        {
            return failure!;
        }

        if (ExternalRoutes.RefuseWithout(state, state.Cluster.Services.Alertmanager, ExternalRoutes.AlertmanagerKey) is { } refusal)
        {
            return refusal;
        }

        return Outcome.List(state.Cluster.Services.Alerts
            .Where(alert => Admits(state, filter, alert))
            .Select(alert => Write(state, alert, now)));
    }

    /// <summary>Returns the instance of an alert in the form of all alarm routes.</summary>
    private static AlarmInstance InstanceOf(AgentState state, FakeAlert alert) => new(
        alert.InstanceType,
        state.Cluster.Name,
        alert.InstanceType == AlarmInstance.OfZone ? alert.Instance : null,
        alert.InstanceType == AlarmInstance.OfServer ? alert.Instance : null,
        alert.InstanceType == AlarmInstance.OfTenant ? alert.Instance : null);

    private static bool Admits(AgentState state, AlarmFilter filter, FakeAlert alert)
        => filter.AdmitsSeverity(alert.Severity) && filter.AdmitsType(alert.InstanceType) && filter.AdmitsText(alert.Summary, alert.Description)
            && filter.AdmitsStart(alert.StartsAt!.Value.ToUnixTimeSeconds())
            && (filter.Instance is null || filter.Instance == InstanceOf(state, alert));

    private static JsonObject Write(AgentState state, FakeAlert alert, DateTimeOffset now)
    {
        var instance = InstanceOf(state, alert);
        var silencedBy = state.Cluster.Services.Silencers
            .Where(silencer => silencer.IsActiveAt(now) && silencer.Rules.Contains(alert.Rule) && silencer.Instances.Contains(instance))
            .Select(silencer => silencer.Id)
            .ToArray();
        return new JsonObject
        {
            ["fingerprint"] = $"{state.Cluster.Services.Alerts.IndexOf(alert) + 1:x16}",
            ["rule"] = alert.Rule,
            ["severity"] = alert.Severity,
            ["instance"] = instance.Write(),
            ["starts_at"] = alert.StartsAt!.Value.ToUnixTimeSeconds(),
            ["updated_at"] = state.Clock.Show(now).ToUnixTimeSeconds(),
            ["ends_at"] = state.Clock.Show(now + _renewal).ToUnixTimeSeconds(),
            ["status"] = new JsonObject
            {
                ["inhibited_by"] = new JsonArray(),
                ["silenced_by"] = new JsonArray([.. silencedBy.Select(id => (JsonNode)id)]),
                ["state"] = silencedBy.Length > 0 ? "suppressed" : "active",
            },
            ["labels"] = new JsonArray(new JsonObject { ["key"] = "alertname", ["value"] = alert.Rule }),
            ["summary"] = alert.Summary,
            ["description"] = alert.Description,
        };
    }
}
