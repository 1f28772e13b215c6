namespace ObShellSdk.Testing.State.Tenants;

/// <summary>A system variable of tenants with its initial value.</summary>
internal sealed record VariableEntry(string Name, string Value, string Info);

/// <summary>The system variables of the fake's tenants: some of the hundreds of real ones.</summary>
internal static class VariableCatalogue
{
    public const string Whitelist = "ob_tcp_invited_nodes";
    public const string ReadOnly = "read_only";
    public const string TimeZone = "time_zone";
    public const string LowerCaseTableNames = "lower_case_table_names";

    /// <summary>The variables that sys cannot set for a tenant, so that the tenant's root user must log in.</summary>
    private static readonly string[] _ofTheTenantItself =
    [
        "character_set_connection", "character_set_database", "character_set_server",
        "collation_connection", "collation_database", "collation_server", "plsql_warnings",
    ];

    public static VariableEntry[] All { get; } =
    [
        new("auto_increment_increment", "1", "step of automatic numbers"),
        new("autocommit", "1", "whether each statement is a transaction"),
        new("character_set_server", "45", "character set of the server"),
        new("collation_server", "45", "collation of the server"),
        new("connect_timeout", "10", "seconds to wait for a login"),
        new("foreign_key_checks", "1", "whether foreign keys are checked"),
        new(LowerCaseTableNames, "1", "how table names are compared"),
        new("max_allowed_packet", "16777216", "size of a packet in bytes"),
        new("max_connections", "2147483647", "number of connections"),
        new("net_read_timeout", "30", "seconds to wait for more data"),
        new("ob_plan_cache_percentage", "5", "share of the memory for plans"),
        new("ob_query_timeout", "10000000", "microseconds for a statement"),
        new("ob_sql_work_area_percentage", "5", "share of the memory for work areas"),
        new(Whitelist, "%", "addresses that may log in"),
        new("ob_trx_idle_timeout", "86400000000", "microseconds for an idle transaction"),
        new("ob_trx_timeout", "86400000000", "microseconds for a transaction"),
        new("parallel_servers_target", "20", "threads for parallel work"),
        new("plsql_warnings", "ENABLE:ALL", "warnings of the compiler"),
        new(ReadOnly, "0", "whether the tenant is read only"),
        new("recyclebin", "0", "whether dropped objects are kept"),
        new("sql_mode", "4194304", "mode of the language"),
        new(TimeZone, "+08:00", "time zone of sessions"),
        new("tx_isolation", "READ-COMMITTED", "isolation of transactions"),
        new("undo_retention", "1800", "seconds for which old versions are kept"),
        new("wait_timeout", "28800", "seconds for an idle session"),
    ];

    public static VariableEntry? Find(string name) => Array.Find(All, entry => entry.Name == name);

    public static bool NeedsLogin(string name) => _ofTheTenantItself.Contains(name, StringComparer.Ordinal);
}
