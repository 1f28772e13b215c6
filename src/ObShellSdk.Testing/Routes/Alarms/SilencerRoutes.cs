using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Metrics;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Alarms;

/// <summary>Silencers. A deleted one is ended, not removed.</summary>
internal static class SilencerRoutes
{
    private const string RuleLabel = "rulename";

    private static readonly string[] _types = [AlarmInstance.OfCluster, AlarmInstance.OfZone, AlarmInstance.OfServer, AlarmInstance.OfTenant];

    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var (filter, failure) = AlarmFilter.Read(call);
        if ((failure ?? RefuseWithoutAlertmanager(state)) is { } refusal)
        {
            return refusal;
        }

        return Outcome.List(state.Cluster.Services.Silencers
            .Where(silencer => filter!.AdmitsText(silencer.Comment)
                && (filter.InstanceType.Length == 0 || Array.Exists(silencer.Instances, instance => filter.AdmitsType(instance.Type)))
                && (filter.Instance is null || silencer.Instances.Contains(filter.Instance)))
            .Select(silencer => Write(state, silencer, now)));
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        if (RefuseWithoutAlertmanager(state) is { } refusal)
        {
            return refusal;
        }

        return Find(state, call["id"]) is { } silencer ? Outcome.Success(Write(state, silencer, now)) : Missing();
    }

    /// <summary>Saves a silencer. It starts immediately, whatever start was requested.</summary>
    public static Outcome Save(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.NegotiatedBody);
        var instances = Array.ConvertAll(body.Objects("instances", required: true) ?? [], AlarmFilter.ReadInstance);
        var matchers = Array.ConvertAll(
            body.Objects("matchers", required: true) ?? [], matcher => (matcher.Text("name") ?? "", matcher.Text("value") ?? "", matcher.Flag("is_regex") is true));
        var (id, rules) = (body.Text("id"), body.Texts("rules", required: true));
        var (comment, author) = (body.Text("comment", required: true), body.Text("created_by", required: true));
        var (_, end) = (body.RequiredInteger("starts_at"), body.RequiredInteger("ends_at"));
        if ((body.Failure ?? CheckInstances(instances) ?? RefuseWithoutAlertmanager(state)) is { } refusal)
        {
            return refusal;
        }

        var replaced = string.IsNullOrEmpty(id) ? null : Find(state, id);
        if (!string.IsNullOrEmpty(id) && replaced is null)
        {
            return Missing();
        }

        var silencer = new Silencer
        {
            Id = replaced?.Id ?? state.Cluster.Services.NextSilencerId(),
            Instances = instances,
            Rules = rules!,
            Matchers = matchers,
            Comment = comment!,
            CreatedBy = author!,
            StartsAt = now,
            EndsAt = DateTimeOffset.FromUnixTimeSeconds(end) - state.Clock.Offset,
        };
        Replace(state, replaced, silencer);
        return Outcome.Success(Write(state, silencer, now));
    }

    public static Outcome Delete(AgentState state, Call call, DateTimeOffset now)
    {
        if (RefuseWithoutAlertmanager(state) is { } refusal)
        {
            return refusal;
        }

        if (Find(state, call["id"]) is not { } silencer)
        {
            return Missing();
        }

        Replace(state, silencer, silencer with { EndsAt = silencer.EndsAt < now ? silencer.EndsAt : now });
        return Outcome.Done;
    }

    private static void Replace(AgentState state, Silencer? before, Silencer after)
    {
        var all = state.Cluster.Services.Silencers;
        if (before is null)
        {
            all.Add(after);
        }
        else
        {
            all[all.IndexOf(before)] = after;
        }
    }

    private static Failure? CheckInstances(AlarmInstance[] instances)
    {
        foreach (var instance in instances)
        {
            if (instance.Type != instances[0].Type)
            {
                return Failure.Of("Alarm.Silencer.InstanceTypeMismatch");
            }

            if (instance.Type != AlarmInstance.OfCluster && instance.Cluster != instances[0].Cluster)
            {
                return Failure.Of("Alarm.Silencer.OBClusterMismatch");
            }

            if (!_types.Contains(instance.Type, StringComparer.Ordinal))
            {
                return Failure.Of("Alarm.Silencer.UnknownInstanceType", instance.Type);
            }
        }

        return null;
    }

    private static Failure? RefuseWithoutAlertmanager(AgentState state)
        => ExternalRoutes.RefuseWithout(state, state.Cluster.Services.Alertmanager, ExternalRoutes.AlertmanagerKey);

    private static Silencer? Find(AgentState state, string id) => state.Cluster.Services.Silencers.Find(silencer => silencer.Id == id);

    private static Failure Missing() => Failure.Of("Alarm.UnexpectedStatus", 404);

    private static JsonObject Write(AgentState state, Silencer silencer, DateTimeOffset now) => new()
    {
        ["id"] = silencer.Id,
        ["instances"] = new JsonArray([.. silencer.Instances.Select(instance => (JsonNode)instance.Write())]),
        ["status"] = new JsonObject { ["state"] = silencer.IsActiveAt(now) ? "active" : "expired" },
        ["updated_at"] = state.Clock.Show(silencer.StartsAt).ToUnixTimeSeconds(),
        ["rules"] = new JsonArray([.. silencer.Rules.Select(rule => (JsonNode)rule)]),
        ["comment"] = silencer.Comment,
        ["created_by"] = silencer.CreatedBy,
        ["starts_at"] = state.Clock.Show(silencer.StartsAt).ToUnixTimeSeconds(),
        ["ends_at"] = state.Clock.Show(silencer.EndsAt).ToUnixTimeSeconds(),
        ["matchers"] = new JsonArray(
        [
            WriteMatcher(RuleLabel, string.Join('|', silencer.Rules), isRegex: true),
            .. silencer.Matchers.Select(matcher => (JsonNode)WriteMatcher(matcher.Name, matcher.Value, matcher.IsRegex)),
        ]),
    };

    private static JsonObject WriteMatcher(string name, string value, bool isRegex)
        => new JsonObject { ["is_regex"] = isRegex, ["name"] = name, ["value"] = value };
}
