using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes.Tasks;

/// <summary>Writes DAGs, nodes and sub-tasks as the server shows them.</summary>
internal sealed class DagWriter(AgentState agent)
{
    /// <summary>A DAG with nodes and additional data, or with null for both.</summary>
    public JsonObject Write(Dag dag, bool details)
    {
        var json = Bare(dag, details ? WriteNodes(dag) : null);
        json["additional_data"] = !details ? null : dag.Nodes.Length == 1 ? dag.Current.Plan.AdditionalData() : dag.AdditionalData;
        return json;
    }

    /// <summary>As the cancelling of a restore answers it: with nodes, yet without additional data.</summary>
    public JsonObject WriteWithoutData(Dag dag) => Bare(dag, WriteNodes(dag));

    public JsonObject Write(Dag dag, DagNode node, bool alone)
    {
        var json = Begin(dag, node.Id, "node_id", node.Plan.Name, node.Progress);
        json["additional_data"] = alone ? node.Plan.AdditionalData() : null;
        json["sub_tasks"] = new JsonArray(WriteSubTask(dag, node, alone: false));
        return json;
    }

    public JsonObject WriteSubTask(Dag dag, DagNode node, bool alone)
    {
        var json = Begin(dag, node.Id, "task_id", node.Plan.Name, node.Progress);
        json["additional_data"] = alone ? node.Plan.AdditionalData() : null;
        json["execute_times"] = node.Executions;
        json["execute_agent"] = new JsonObject { ["ip"] = agent.ReportedIp, ["port"] = agent.Port };
        json["task_logs"] = node.Progress.State == TaskState.Running || node.Progress.IsFinished
            ? new JsonArray([.. node.Log.Select(line => (JsonNode)line.Text)])
            : null;
        return json;
    }

    public JsonObject WriteLog(DagNode node, SubTaskLine line) => new()
    {
        ["id"] = line.Id,
        ["sub_task_id"] = node.Id,
        ["execute_times"] = line.Execution,
        ["log_content"] = line.Text,
        ["is_sync"] = false,
        ["create_time"] = Time(line.At),
        ["update_time"] = Time(line.At),
    };

    private JsonArray WriteNodes(Dag dag) => new([.. dag.Nodes.Select(node => (JsonNode)Write(dag, node, alone: false))]);

    private JsonObject Bare(Dag dag, JsonArray? nodes)
    {
        var json = Begin(dag, dag.Id, "dag_id", dag.Plan.Name, dag.Progress);
        json["stage"] = dag.Stage;
        json["max_stage"] = dag.Nodes.Length;
        json["maintenance_type"] = dag.Plan.Maintenance.Type;
        json["maintenance_key"] = dag.Plan.Maintenance.Key;
        json["additional_data"] = null;
        json["nodes"] = nodes;
        return json;
    }

    private JsonObject Begin(Dag dag, long id, string idName, string name, TaskProgress progress) => new()
    {
        ["id"] = GenericId.Write(agent, id, dag.Plan.IsLocal),
        [idName] = id,
        ["name"] = name,
        ["state"] = progress.State,
        ["operator"] = progress.Operator,
        ["start_time"] = Time(progress.StartedAt),
        ["end_time"] = Time(progress.EndedAt),
    };

    /// <summary>No time yet is the beginning of 1970, whatever the clock's offset.</summary>
    private string Time(DateTimeOffset? time)
        => GoTime.WriteStored(time is { } moment ? agent.Clock.Show(moment) : DateTimeOffset.UnixEpoch.ToOffset(agent.Clock.Now.Offset));
}
