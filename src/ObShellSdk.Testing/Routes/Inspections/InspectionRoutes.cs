using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Inspections;

/// <summary>Inspections of the cluster. Each takes seconds and finds a warning.</summary>
internal static class InspectionRoutes
{
    private static readonly string[] _scenarios = ["BASIC", "PERFORMANCE"];

    public static Outcome Start(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        var body = RequestBody.Read(call.Body);
        var scenario = body.Text("scenario", required: true);
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (!_scenarios.Contains(scenario!.ToUpperInvariant()))
        {
            return Failure.Of("OB.Cluster.Inspection.Scenario.NotSupported", scenario, _scenarios[0], _scenarios[1]);
        }

        var (dag, busy) = state.Create(Inspection.Plan(), now);
        if (dag is null)
        {
            return busy!;
        }

        var all = state.Cluster.Services.Inspections;
        all.Add(new Inspection(all.Count + 1, scenario.ToUpperInvariant(), dag));
        return Outcome.Success(DagWriter.WriteCreated(state, dag));
    }

    /// <summary>Lists inspections by start, newest first by default.</summary>
    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        var (query, failure) = PageQuery.Read(call);
        if (query is null)
        {
            return failure!;
        }

        var scenario = call.Query("scenario");
        var found = state.Cluster.Services.Inspections
            .Where(inspection => string.IsNullOrEmpty(scenario) || inspection.Scenario.Equals(scenario, StringComparison.OrdinalIgnoreCase));
        var sorted = call.Query("sort")?.EndsWith(",asc", StringComparison.Ordinal) is true
            ? found.OrderBy(inspection => inspection.Id)
            : found.OrderByDescending(inspection => inspection.Id);
        var all = sorted.ToArray();
        return Outcome.Success(new JsonObject
        {
            ["contents"] = new JsonArray([.. query.Cut(all).Select(inspection => (JsonNode)Write(inspection))]),
            ["page"] = query.Describe(all.Length),
        });
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        if (state.Cluster.Services.Inspections.Find(each => each.Id.ToString(CultureInfo.InvariantCulture) == call["id"]) is not { } inspection)
        {
            return Failure.Of("Common.Unexpected", "record not found");
        }

        var report = Write(inspection);
        report.Remove("id");
        report["result_detail"] = inspection.HasResult ? WriteDetail(inspection) : new JsonObject();
        return Outcome.Success(report);
    }

    private static JsonObject Write(Inspection inspection) => new()
    {
        ["id"] = inspection.Id,
        ["scenario"] = inspection.Scenario,
        ["critical_count"] = inspection.HasResult ? inspection.Critical.Length : 0,
        ["failed_count"] = inspection.HasResult ? inspection.Failed.Length : 0,
        ["warning_count"] = inspection.HasResult ? inspection.Warnings.Length : 0,
        ["pass_count"] = inspection.HasResult ? inspection.Passed.Length : 0,
        ["start_time"] = Time(inspection, inspection.StartedAt),
        ["finish_time"] = Time(inspection, inspection.EndedAt),
        ["local_task_id"] = GenericId.Write(inspection.Dag.Creator, inspection.Dag.Id, inspection.Dag.Plan),
        ["status"] = inspection.Status,
    };

    private static JsonObject WriteDetail(Inspection inspection)
    {
        var detail = new JsonObject();
        foreach (var (name, items) in new[]
        {
            ("critical_items", inspection.Critical), ("warning_items", inspection.Warnings),
            ("failed_items", inspection.Failed), ("pass_items", inspection.Passed),
        })
        {
            if (items.Length > 0)
            {
                detail[name] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject { ["name"] = item, ["results"] = new JsonArray($"{item}: looked at") })]);
            }
        }

        return detail;
    }

    private static string Time(Inspection inspection, DateTimeOffset? moment)
    {
        var clock = inspection.Dag.Creator.Clock;
        return GoTime.WriteStored(moment is { } known ? clock.Show(known) : clock.InZone(DateTimeOffset.UnixEpoch));
    }
}
