namespace ObShellSdk.AotSmoke;

/// <summary>What the agent answers: for each request that <see cref="FacetCalls"/> makes, the data as obshell would write them.</summary>
internal static class Answers
{
    /// <summary>The request whose data the agent encrypts with the keys of the header.</summary>
    public const string SingleSignOn = "POST /api/v1/sso/token";

    private const string Completed =
        """
        {"tenant_id":1002,"task_id":1,"job_id":1,"incarnation":1,"backup_set_id":1,
        "start_timestamp":"2024-10-12T18:08:08.723714+08:00","end_timestamp":"2024-10-12T18:10:43.487426+08:00","status":"COMPLETED",
        "start_scn":1728727696264250400,"end_scn":1728727843446713000,"user_ls_start_scn":1728727710694531300,"encryption_mode":"NONE",
        "input_bytes":128825794,"output_bytes":22320897,"output_rate_bytes":144225.6503,"extra_meta_bytes":0,"tablet_count":596,
        "finish_tablet_count":596,"macro_block_count":61,"finish_macro_block_count":61,"file_count":0,"meta_turn_id":1,"data_turn_id":0,
        "result":0,"comment":"","path":"oss://bucket/backup/archive/test/1/1002/data?host=oss-cn-hangzhou.aliyuncs.com"}
        """;

    /// <summary>By verb and target.</summary>
    public static IReadOnlyDictionary<string, string> ByRequest { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GET /api/v1/agents/status"] =
            """
            {"10.10.10.1:2886":{"agent":{"ip":"10.10.10.1","port":2886,"identity":"CLUSTER AGENT"},"state":2,"version":"4.5.0.0-1","pid":1723,
            "startAt":1728727696264250400,"port":2886,"obState":3,"sqlPort":2881,"underMaintenance":false}}
            """,
        ["POST /api/v1/alarm/alerts"] =
            """
            {"contents":[{"fingerprint":"5ef3a2","rule":"ob_host_cpu_percent_over_threshold","severity":"warning","instance":{"type":"obcluster","obcluster":"test"},
            "starts_at":1728727696,"updated_at":1728727699,"ends_at":1728727999,"status":{"inhibited_by":null,"silenced_by":[],"state":"active"},
            "labels":[{"key":"ob_cluster_name","value":"test"}],"summary":"cpu","description":"cpu is busy"}]}
            """,
        ["GET /api/v1/tenant/tenant1/backup/overview"] = $$"""{"status":{{Completed}}}""",
        ["GET /api/v1/obcluster/backup/overview"] = $$"""{"statuses":[{{Completed}}]}""",
        ["GET /api/v1/ob/info"] =
            """
            {"agent_info":[{"ip":"10.10.10.1","port":2886,"zone":"zone1","identity":"CLUSTER AGENT","version":"4.5.0.0-1"}],
            "obcluster_info":{"id":1,"name":"test","version":"4.3.5.1","is_shared_storage":false,"topology":{"zone1":[
            {"svr_ip":"10.10.10.1","svr_port":2882,"sql_port":2881,"agent_port":2886,"with_rootserver":"YES","status":"ACTIVE","build_version":"4.3.5.1"}]}}}
            """,
        ["GET /api/v1/tenant/tenant1/compaction"] =
            """
            {"tenant_id":1002,"frozen_scn":1728727696264250400,"frozen_time":"2024-10-12T18:08:16.26425+08:00","global_broadcast_scn":1728727696264250400,
            "last_scn":1728727696264250400,"last_finish_time":"2024-10-12T18:10:43+08:00","start_time":"0001-01-01T00:00:00Z","status":"IDLE",
            "is_error":"NO","is_suspended":"NO"}
            """,
        ["GET /api/v1/security/credential/7"] =
            """
            {"credential_id":7,"name":"hosts","target_type":"HOST","description":"","create_time":"2024-10-12T18:08:16+08:00","update_time":"2024-10-12T18:08:16+08:00",
            "ssh_secret":{"type":"PASSWORD","username":"admin","targets":[{"ip":"10.10.10.1","port":22}]}}
            """,
        ["GET /api/v1/tenant/tenant1/databases"] =
            """
            {"contents":[{"db_name":"orders","charset":"utf8mb4","collation":"utf8mb4_general_ci","read_only":false,"create_time":1728727696,
            "connection_urls":[{"type":"DIRECT","connection_string":"obclient -h10.10.10.1 -P2881 -uroot@tenant1 -p"}]}]}
            """,
        ["GET /api/v1/system/external/prometheus"] = "\"http://10.10.10.9:9090\"",
        ["GET /api/v1/obcluster/inspection/report/3"] =
            """
            {"id":3,"scenario":"basic","critical_count":0,"failed_count":0,"warning_count":1,"pass_count":41,"start_time":"2024-10-12T18:08:16+08:00",
            "finish_time":"2024-10-12T18:10:43+08:00","local_task_id":"32fa1","status":"SUCCEED","error_message":"",
            "result_detail":{"critical_items":null,"failed_items":[],"warning_items":[{"name":"cluster.major","results":["a merge is late"]}],"pass_items":[]}}
            """,
        ["POST /api/v1/metrics/query"] =
            """
            {"contents":[{"metric":{"name":"cpu_percent","labels":[{"key":"ob_cluster_name","value":"test"}]},
            "values":[{"timestamp":1728727696,"value":12.5},{"timestamp":1728727711,"value":13}]}]}
            """,
        ["POST /api/v1/obproxy/stop"] = Dag("Stop obproxy", 4),
        ["GET /api/v1/observer/info"] =
            """
            {"id":1,"ip":"10.10.10.1","svr_port":2882,"sql_port":2881,"version":"4.3.5.1","with_rootserver":true,"status":"RUNNING","ob_status":3,
            "inner_status":"ACTIVE","start_time":"2024-10-12T18:08:16+08:00","stop_time":"0001-01-01T00:00:00Z","architecture":"x86_64","obshell_port":2886,
            "stats":{"ip":"10.10.10.1","cpu_core_total":16}}
            """,
        ["GET /api/v1/upgrade/package/info"] =
            """
            {"contents":[{"pkg_id":5,"name":"oceanbase-ce","version":"4.3.5.1","release_distribution":"101000042025031818.el7","distribution":"el7",
            "release":"101000042025031818","architecture":"x86_64","size":123456789,"payload_size":234567890,"chunk_count":8,
            "md5":"0cc175b9c0f1b6a831c399e269772661","upgrade_dep_yaml":"","gmt_modify":"2024-10-12T18:08:16+08:00"}]}
            """,
        ["GET /api/v1/recyclebin/tenants"] =
            """{"contents":[{"object_name":"__recycle_$_1_1728727696264250","original_tenant_name":"tenant2","can_undrop":"YES","can_purge":"YES"}]}""",
        ["GET /api/v1/resource-pools"] =
            """
            {"contents":[{"id":1001,"name":"tenant1_zone1","zone_list":"zone1","unit_num":1,"UnitCount":0,"unit_config_id":1001,"tenant_id":1002,
            "replica_type":"FULL","CreateTime":"2024-10-12T18:08:16+08:00","ModifyTime":"2024-10-12T18:08:16+08:00"}]}
            """,
        ["GET /api/v1/restore/windows"] =
            """{"restore_windows":[{"start_time":"2024-10-12T18:08:16.26425+08:00","end_time":"2024-10-13T06:00:00+08:00"}]}""",
        ["GET /api/v1/tenant/oracle1/role/READER"] =
            """
            {"role":"READER","gmt_create":"2024-10-12T18:08:16+08:00","gmt_modified":"2024-10-12T18:08:16+08:00","global_privileges":["CREATE SESSION"],
            "object_privileges":[{"object":{"type":"TABLE","name":"T","owner":"SYS","full_name":"SYS.T"},"privileges":["SELECT"]}],
            "granted_roles":null,"user_grantees":["APP"],"role_grantees":[]}
            """,
        ["GET /api/v1/tenant/tenant1/sessions/42"] =
            """
            {"id":42,"svr_ip":"10.10.10.1","svr_port":2882,"sql_port":2881,"user":"root","db":"orders","tenant":"tenant1","host":"10.10.10.7:51822","command":"Query",
            "time":0.25,"state":"ACTIVE","info":"select 1","proxy_sess_id":18446744073709551615,"proxy_ip":"","level":1,"sample_percentage":10,
            "record_policy":"SAMPLE_AND_SLOW_QUERY","sql_id":"","total_cpu_time":1,"memory_usage":2097152}
            """,
        ["POST /api/v1/obcluster/shared-storage/validate-key"] = "null",
        [SingleSignOn] = "\"a one-time token\"",
        ["GET /api/v1/task/dags/ob"] = $$"""{"contents":[{{Dag("Backup", 2)}}]}""",
        ["GET /api/v1/tenant/tenant1/parameter/cpu_quota_concurrency"] =
            """{"name":"cpu_quota_concurrency","value":"4","data_type":"DOUBLE","info":"max allowed concurrency for 1 CPU quota","edit_level":"DYNAMIC_EFFECTIVE"}""",
        ["GET /api/v1/task/dag/ob/unfinish?show_details=false"] = """{"contents":[]}""",
        ["GET /api/v1/task/dags/ob?show_details=false"] = """{"contents":[]}""",
        ["GET /api/v1/task/dag/agent/unfinish?show_details=false"] = """{"contents":[]}""",
        ["GET /api/v1/task/dags/agent?show_details=false"] = """{"contents":[]}""",
        ["GET /api/v1/tenant/tenant1"] =
            """
            {"tenant_name":"tenant1","tenant_id":1002,"created_time":"2024-10-12T18:08:16+08:00","mode":"MYSQL","status":"NORMAL","locked":"NO",
            "primary_zone":"zone1","locality":"FULL{1}@zone1","in_recyclebin":"NO","charset":"utf8mb4","collation":"utf8mb4_general_ci","whitelist":"%",
            "pools":null,"read_only":false,"time_zone":"+08:00","lower_case_table_names":"1","dead_lock_detection_enabled":true,"connection_strings":[],"comment":""}
            """,
        ["GET /api/v1/unit/config/small"] =
            """
            {"create_time":"2024-10-12T18:08:16+08:00","modify_time":"2024-10-12T18:08:16+08:00","unit_config_id":1001,"name":"small","max_cpu":1.5,"min_cpu":1,
            "memory_size":2147483648,"log_disk_size":6442450944,"max_iops":9223372036854775807,"min_iops":9223372036854775807}
            """,
        ["POST /api/v1/agent/upgrade/check"] = Dag("Check agent before upgrading", 1),
        ["GET /api/v1/tenant/tenant1/users?sort=create_time%2Casc"] =
            """
            {"contents":[{"user_name":"app","is_locked":true,"create_time":"2024-10-12T18:08:16+08:00","connection_strings":null,"accessible_databases":["orders"],
            "granted_roles":[],"global_privileges":["PROCESS"],"db_privileges":[{"db_name":"orders","privileges":["SELECT","INSERT"]}],"object_privileges":null}]}
            """,
        ["POST /api/v1/ob/zone/zone1/stop"] = Dag("Stop OB", 2),
    };

    private static string Dag(string name, int maintenanceType) =>
        $$"""
        {"id":"132","dag_id":32,"name":"{{name}}","stage":1,"max_stage":3,"maintenance_type":{{maintenanceType}},"maintenance_key":"","state":"RUNNING","operator":"RUN",
        "start_time":"2024-10-12T18:08:16+08:00","end_time":"1970-01-01T08:00:00+08:00","additional_data":{"attempt":1},
        "nodes":[{"id":"1321","node_id":321,"name":"first","state":"RUNNING","operator":"RUN","start_time":"2024-10-12T18:08:16+08:00",
        "end_time":"1970-01-01T08:00:00+08:00","additional_data":null,"sub_tasks":[]}]}
        """;
}
