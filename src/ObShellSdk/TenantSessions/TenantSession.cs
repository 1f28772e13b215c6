using ObShellSdk.Serialization;
using System.Text.Json.Serialization;

namespace ObShellSdk.TenantSessions;

/// <summary>A session of a tenant's users at one observer: a row of <c>GV$OB_PROCESSLIST</c>.</summary>
public sealed record TenantSession : ObShellRecord
{
    /// <summary>The number, which the calls that kill take. The server makes it of 32 bits.</summary>
    public long Id { get; init; }

    /// <summary>The address of the observer.</summary>
    public string SvrIp { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port of the observer.</summary>
    public int SvrPort { get; init; }

    /// <summary>The SQL port of the observer.</summary>
    public int SqlPort { get; init; }

    /// <summary>Who logged in.</summary>
    public string User { get; init => field = value ?? ""; } = "";

    /// <summary>The database that it uses; empty for none.</summary>
    public string Db { get; init => field = value ?? ""; } = "";

    /// <summary>Whose session it is.</summary>
    public string Tenant { get; init => field = value ?? ""; } = "";

    /// <summary>The address of the client, also behind an OBProxy; with the port where it is connected directly.</summary>
    public string Host { get; init => field = value ?? ""; } = "";

    /// <summary>The kind of command that it is carrying out, such as <c>Query</c> or <c>Sleep</c>.</summary>
    public string Command { get; init => field = value ?? ""; } = "";

    /// <summary>How long the session has been executing the command, or has been idle.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan Time { get; init; }

    /// <summary>What it is doing.</summary>
    public SessionState State { get; init; }

    /// <summary>The statement that it is carrying out, literals included; empty for none.</summary>
    public string Info { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// Its number at the OBProxy; 0 if it is connected directly. All 64 bits may be in use without a sign, more than <see cref="long"/> holds; it can
    /// only be compared and shown.
    /// </summary>
    public Int128 ProxySessId { get; init; }

    /// <summary>The address of the OBProxy; empty if it is connected directly.</summary>
    public string ProxyIp { get; init => field = value ?? ""; } = "";

    /// <summary>What the application says that it is doing (<c>DBMS_APPLICATION_INFO</c>).</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>The part of the application, as it says.</summary>
    public string Module { get; init => field = value ?? ""; } = "";

    /// <summary>What else the application says about itself.</summary>
    public string ClientInfo { get; init => field = value ?? ""; } = "";

    /// <summary>How closely its statements are traced: the level of full-link tracing.</summary>
    public long Level { get; init; }

    /// <summary>How much of them is traced, in percent.</summary>
    public int SamplePercentage { get; init; }

    /// <summary>Which traces are written.</summary>
    public TraceRecordPolicy RecordPolicy { get; init; }

    /// <summary>The statement that it is carrying out, as a hash without its literals.</summary>
    public string SqlId { get; init => field = value ?? ""; } = "";

    /// <summary>The CPU time that its statement has used, in the unit of the view's <c>TOTAL_CPU_TIME</c>; 0 from servers whose view lacks it.</summary>
    public long TotalCpuTime { get; init; }

    /// <summary>The number of bytes of memory that it holds; 0 from servers whose view lacks it.</summary>
    public long MemoryUsage { get; init; }
}
