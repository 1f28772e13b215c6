namespace ObShellSdk.Testing.State.Cluster;

/// <summary>A parameter of the cluster or of tenants with its default value.</summary>
internal sealed record ParameterEntry(string Name, string Value, string DataType, string Section, string Info)
{
    public bool IsOfTenants { get; init; }

    public string EditLevel { get; init; } = "DYNAMIC_EFFECTIVE";
}

/// <summary>The parameters of the fake: some of the hundreds of real ones.</summary>
internal static class ParameterCatalogue
{
    public const string EnableRebalance = "enable_rebalance";

    public static ParameterEntry[] All { get; } =
    [
        new("cluster", "obcluster", "STRING", "OBSERVER", "name of the cluster"),
        new("cluster_id", "1", "INT", "OBSERVER", "number of the cluster"),
        new("cpu_count", "32", "INT", "OBSERVER", "processors that the observer uses"),
        new("datafile_size", "500G", "CAPACITY", "SSTABLE", "size of the data file") { EditLevel = "DYNAMIC_EFFECTIVE" },
        new("enable_syslog_recycle", "True", "BOOL", "OBSERVER", "whether old logs are deleted"),
        new("log_disk_size", "400G", "CAPACITY", "LOGSERVICE", "size of the log disk"),
        new("max_syslog_file_count", "16", "INT", "OBSERVER", "log files that are kept"),
        new("memory_limit", "128G", "CAPACITY", "OBSERVER", "memory of the observer"),
        new("mysql_port", "2881", "INT", "OBSERVER", "port for SQL") { EditLevel = "READONLY" },
        new("rpc_port", "2882", "INT", "OBSERVER", "port for other observers") { EditLevel = "READONLY" },
        new("server_permanent_offline_time", "3600s", "TIME", "ROOT_SERVICE", "when a lost server is given up"),
        new("syslog_level", "WDIAG", "STRING", "OBSERVER", "what is logged"),
        new("archive_lag_target", "120s", "TIME", "LOGSERVICE", "how far the log archive may lag") { IsOfTenants = true },
        new("compaction_low_thread_score", "0", "INT", "TENANT", "threads for compaction") { IsOfTenants = true },
        new("cpu_quota_concurrency", "4", "DOUBLE", "TENANT", "threads per processor") { IsOfTenants = true },
        new("default_table_organization", "INDEX", "STRING", "OBSERVER", "organisation of new tables") { IsOfTenants = true },
        new(EnableRebalance, "True", "BOOL", "LOAD_BALANCE", "whether the load is balanced") { IsOfTenants = true },
        new("freeze_trigger_percentage", "20", "INT", "TENANT", "memory at which a freeze begins") { IsOfTenants = true },
        new("global_index_auto_split_policy", "ALL", "STRING", "TENANT", "which global indexes are split") { IsOfTenants = true },
        new("ha_high_thread_score", "0", "INT", "OBSERVER", "threads for urgent copies") { IsOfTenants = true },
        new("ha_low_thread_score", "0", "INT", "OBSERVER", "threads for backups and the like") { IsOfTenants = true },
        new("log_archive_concurrency", "0", "INT", "LOGSERVICE", "threads of the log archive") { IsOfTenants = true },
        new("log_disk_utilization_threshold", "80", "INT", "LOGSERVICE", "share of the log disk that may be used") { IsOfTenants = true },
        new("major_freeze_duty_time", "02:00", "MOMENT", "DAILY_MERGE", "when the daily compaction begins") { IsOfTenants = true },
        new("writing_throttling_trigger_percentage", "60", "INT", "TENANT", "memory at which writes are slowed") { IsOfTenants = true },
    ];

    public static ParameterEntry? Find(string name) => Array.Find(All, entry => entry.Name == name);
}

/// <summary>The values of cluster parameters, for all servers or for some.</summary>
internal sealed class ParameterStore
{
    private readonly Dictionary<(string Name, AgentState Server), string> _values = [];

    public string ValueOn(AgentState server, ParameterEntry parameter) => parameter.Name switch
    {
        "cluster" => server.Cluster.Name,
        "cluster_id" => Text(server.Cluster.Id),
        "mysql_port" => Text(server.Observer.SqlPort),
        "rpc_port" => Text(server.Observer.RpcPort),
        _ => _values.TryGetValue((parameter.Name, server), out var value) ? value : parameter.Value,
    };

    public void Set(string name, string value, IEnumerable<AgentState> servers)
    {
        foreach (var server in servers)
        {
            _values[(name, server)] = value;
        }
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
