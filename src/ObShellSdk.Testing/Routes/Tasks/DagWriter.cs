using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes.Tasks;

/// <summary>Writes DAGs, nodes and sub-tasks as the server reports them.</summary>
internal static class DagWriter
{
    /// <summary>Writes a DAG with nodes and additional data, or with null for both.</summary>
    public static JsonObject Write(AgentState reader, Dag dag, bool details)
    {
        var json = Bare(reader, dag, details ? WriteNodes(reader, dag) : null);
        json["additional_data"] = !details ? null : dag.Nodes.Length == 1 ? dag.Current.Plan.AdditionalData() : dag.AdditionalData;
        return json;
    }

    /// <summary>Writes a DAG as the response to its creation. The server does not read back the times that the database sets.</summary>
    public static JsonObject WriteCreated(AgentState reader, Dag dag)
    {
        var json = Bare(reader, dag, nodes: null);
        if (!dag.Plan.IsLocal)
        {
            (json["start_time"], json["end_time"]) = (GoTime.Zero, GoTime.Zero);
        }

        return json;
    }

    /// <summary>Writes a DAG as the response to the cancellation of a restore: with nodes but without additional data.</summary>
    public static JsonObject WriteWithoutData(AgentState reader, Dag dag) => Bare(reader, dag, WriteNodes(reader, dag));

    public static JsonObject Write(AgentState reader, Dag dag, DagNode node, bool alone)
    {
        var json = Begin(reader, dag, node.Id, "node_id", node.Plan.Name, node.Progress);
        json["additional_data"] = alone ? node.Plan.AdditionalData() : null;
        json["sub_tasks"] = new JsonArray(WriteSubTask(reader, dag, node, alone: false));
        return json;
    }

    public static JsonObject WriteSubTask(AgentState reader, Dag dag, DagNode node, bool alone)
    {
        var json = Begin(reader, dag, node.Id, "task_id", node.Plan.Name, node.SubTask);
        json["additional_data"] = alone ? node.Plan.AdditionalData() : null;
        json["execute_times"] = node.Executions;
        json["execute_agent"] = Agents.AgentListRoutes.Write((node.Executor ?? dag.Creator).Place);
        json["task_logs"] = node.SubTask.State == TaskState.Running || node.SubTask.IsFinished
            ? new JsonArray([.. node.Log.Select(line => (JsonNode)line.Text)])
            : null;
        return json;
    }

    public static JsonObject WriteLog(Dag dag, DagNode node, SubTaskLine line) => new()
    {
        ["id"] = line.Id,
        ["sub_task_id"] = node.Id,
        ["execute_times"] = line.Execution,
        ["log_content"] = line.Text,
        ["is_sync"] = false,
        ["create_time"] = GoTime.WriteStored(dag.Creator.Clock.Show(line.At)),
        ["update_time"] = GoTime.WriteStored(dag.Creator.Clock.Show(line.At)),
    };

    private static JsonArray WriteNodes(AgentState reader, Dag dag) => new([.. dag.Nodes.Select(node => (JsonNode)Write(reader, dag, node, alone: false))]);

    private static JsonObject Bare(AgentState reader, Dag dag, JsonArray? nodes)
    {
        var json = Begin(reader, dag, dag.Id, "dag_id", dag.Plan.Name, dag.Progress);
        json["stage"] = dag.Stage;
        json["max_stage"] = dag.Nodes.Length;
        json["maintenance_type"] = dag.Plan.Maintenance.Type;
        json["maintenance_key"] = dag.Plan.Maintenance.Key;
        json["additional_data"] = null;
        json["nodes"] = nodes;
        return json;
    }

    private static JsonObject Begin(AgentState reader, Dag dag, long id, string idName, string name, TaskProgress progress) => new()
    {
        ["id"] = GenericId.Write(dag.Creator, id, dag.Plan),
        [idName] = id,
        ["name"] = name,
        ["state"] = progress.State,
        ["operator"] = progress.Operator,
        ["start_time"] = Time(reader, dag, progress.StartedAt),
        ["end_time"] = Time(reader, dag, progress.EndedAt),
    };

    /// <summary>Writes a time. One that an operator has reset is the start of 1970, whatever the clock's offset.</summary>
    private static string Time(AgentState reader, Dag dag, DateTimeOffset? time) => GoTime.WriteStored((time, dag.Plan.IsLocal) switch
    {
        (null, _) => reader.Clock.InZone(DateTimeOffset.UnixEpoch),
        ({ } moment, true) => dag.Creator.Clock.Show(moment),
        ({ } moment, false) => reader.Stored.Show(moment),
    });
}
