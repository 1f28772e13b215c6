using System.Text.Json.Nodes;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The members that responses have in each version, according to recordings.</summary>
internal static class MemberHistory
{
    /// <summary>A member of every object that also has the other one, and the versions in which agents send it.</summary>
    private static readonly Entry[] _entries =
    [
        // Agents.
        new("obVersion", "homePath", new(4, 2, 4)),
        new("architecture", "homePath", new(4, 3, 0)),
        new("sqlPort", "obState", new(4, 3, 0)),
        new("telemetryEnabled", "telemetryVersion", new(4, 3, 3)),

        // DAGs.
        new("maintenance_type", "dag_id", new(4, 3, 1)),
        new("maintenance_key", "dag_id", new(4, 3, 1)),

        // Clusters, zones and servers.
        new("is_standalone", "cluster_name", new(4, 3, 2)),
        new("dead_lock_detection_enabled", "cluster_name", new(4, 4, 0)),
        new("startup_mode", "cluster_name", new(4, 4, 2)),
        new("is_shared_storage", "cluster_name", new(4, 4, 2)),
        new("is_shared_storage", "topology", new(4, 4, 2)),
        new("ob_status", "with_rootserver", new(4, 4, 1)),
        new("data_dir", "with_rootserver", new(4, 4, 1)),
        new("redo_dir", "with_rootserver", new(4, 4, 1)),
        new("obshell_port", "with_rootserver", new(4, 4, 1)),
        new("log_dir", "with_rootserver", new(4, 4, 2)),

        // Tenants and resources.
        new("connection_strings", "in_recyclebin", new(4, 3, 0)),
        new("read_only", "in_recyclebin", new(4, 3, 0)),
        new("time_zone", "in_recyclebin", new(4, 3, 2)),
        new("lower_case_table_names", "in_recyclebin", new(4, 3, 2)),
        new("dead_lock_detection_enabled", "in_recyclebin", new(4, 4, 0)),
        new("comment", "in_recyclebin", new(4, 4, 1)),
        new("observer_list", "pool_id", new(4, 4, 0)),
        new("data_disk_size", "unit_config_id", new(4, 4, 2)),
        new("cpu_core_total", "memory_used_percent", new(4, 3, 1)),
        new("memory_in_bytes_total", "memory_used_percent", new(4, 3, 1)),
        new("create_time", "user_name", new(4, 3, 2)),

        // Upgrades and metrics.
        new("TenantName", "SvrIp", new(4, 2, 3), Until: new(4, 3, 0)),
        new("EditLevel", "SvrIp", new(4, 3, 0)),
        new("DefaultValue", "SvrIp", new(4, 3, 0)),
        new("Section", "SvrIp", new(4, 3, 0)),
        new("Info", "SvrIp", new(4, 3, 0)),
        new("DataType", "SvrIp", new(4, 3, 0)),
        new("key", "metric_groups", new(4, 4, 1)),
    ];

    /// <summary>Removes the members that the version does not send, at every level.</summary>
    public static void Trim(JsonNode? data, AgentVersion version)
    {
        var absent = Array.FindAll(_entries, entry => !version.Has(entry.Since) || (entry.Until is { } until && version.Has(until)));
        if (absent.Length > 0)
        {
            Trim(data, absent);
        }
    }

    private static void Trim(JsonNode? node, Entry[] absent)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Trim(item, absent);
            }
        }

        if (node is not JsonObject members)
        {
            return;
        }

        foreach (var entry in absent)
        {
            if (members.ContainsKey(entry.Beside))
            {
                members.Remove(entry.Member);
            }
        }

        foreach (var (_, value) in members)
        {
            Trim(value, absent);
        }
    }

    private sealed record Entry(string Member, string Beside, Version Since, Version? Until = null);
}
