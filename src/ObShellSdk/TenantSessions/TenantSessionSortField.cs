using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.TenantSessions;

/// <summary>By what sessions are sorted. The agent does not sort by what it does not know; case does not count.</summary>
/// <param name="Value">A column of <c>GV$OB_PROCESSLIST</c>.</param>
[JsonConverter(typeof(OpenValueConverter<TenantSessionSortField>))]
public readonly record struct TenantSessionSortField(string Value) : IOpenValue<TenantSessionSortField>
{
    /// <summary>The number, which no two sessions share.</summary>
    public static TenantSessionSortField Id { get; } = new("id");

    /// <summary>The address of its observer.</summary>
    public static TenantSessionSortField SvrIp { get; } = new("svr_ip");

    /// <summary>The RPC port of its observer.</summary>
    public static TenantSessionSortField SvrPort { get; } = new("svr_port");

    /// <summary>The SQL port of its observer.</summary>
    public static TenantSessionSortField SqlPort { get; } = new("sql_port");

    /// <summary>Who logged in.</summary>
    public static TenantSessionSortField User { get; } = new("user");

    /// <summary>The database.</summary>
    public static TenantSessionSortField Db { get; } = new("db");

    /// <summary>Whose session it is.</summary>
    public static TenantSessionSortField Tenant { get; } = new("tenant");

    /// <summary>The address that is connected to the observer.</summary>
    public static TenantSessionSortField Host { get; } = new("host");

    /// <summary>The address of the client, also behind an OBProxy.</summary>
    public static TenantSessionSortField UserClientIp { get; } = new("user_client_ip");

    /// <summary>The kind of command.</summary>
    public static TenantSessionSortField Command { get; } = new("command");

    /// <summary>For how long it has been carrying it out, or has been idle.</summary>
    public static TenantSessionSortField Time { get; } = new("time");

    /// <summary>What it is doing.</summary>
    public static TenantSessionSortField State { get; } = new("state");

    /// <summary>The statement.</summary>
    public static TenantSessionSortField Info { get; } = new("info");

    /// <summary>The number at the OBProxy.</summary>
    public static TenantSessionSortField ProxySessId { get; } = new("proxy_sessid");

    /// <summary>What the application says that it is doing.</summary>
    public static TenantSessionSortField Action { get; } = new("action");

    /// <summary>The part of the application.</summary>
    public static TenantSessionSortField Module { get; } = new("module");

    /// <summary>What else the application says.</summary>
    public static TenantSessionSortField ClientInfo { get; } = new("client_info");

    /// <summary>How closely its statements are traced.</summary>
    public static TenantSessionSortField Level { get; } = new("level");

    /// <summary>How much of them is traced.</summary>
    public static TenantSessionSortField SamplePercentage { get; } = new("sample_percentage");

    /// <summary>Which traces are written.</summary>
    public static TenantSessionSortField RecordPolicy { get; } = new("record_policy");

    /// <inheritdoc />
    public bool Equals(TenantSessionSortField other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static TenantSessionSortField IOpenValue<TenantSessionSortField>.Create(string value) => new(value);
}
