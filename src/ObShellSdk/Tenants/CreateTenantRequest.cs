using System.Text.Json.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>The tenant to create. Members that are null are left to the server.</summary>
public sealed record CreateTenantRequest
{
    /// <summary>The name of the new tenant: letters, digits and <c>_</c>, at least one of them no digit. The tenant must not exist.</summary>
    /// <remarks>
    /// obshell also accepts <c>- ~ # +</c> and names of digits alone. Avoid them: its statements for backup, log archive, compaction and restore do not quote the name, so they
    /// fail or, because <c>#</c> begins a comment, apply to another tenant. The client logs a warning for such a name, and refuses those calls for
    /// the tenant before anything is sent. A reserved word of SQL has the same effect, but the client does not detect it.
    /// </remarks>
    public required string Name { get; init; }

    /// <summary>Where its replicas lie, and how large they are; at least one zone, one of them with a full replica.</summary>
    [JsonPropertyName("zone_list")]
    public required IReadOnlyList<TenantZone> Zones { get; init; }

    /// <summary>Whose SQL it speaks. Default: <see cref="TenantMode.MySql"/>. <see cref="TenantMode.Oracle"/> only where the edition of the database has it.</summary>
    public TenantMode? Mode { get; init; }

    /// <summary>The zones by preference for leaders, such as <c>zone1;zone2,zone3</c>. Default: <c>RANDOM</c>.</summary>
    public string? PrimaryZone { get; init; }

    /// <summary>The addresses that may connect, with commas, such as <c>10.0.0.0/8,10.1.1.1</c>, or <c>%</c> for all; <c>127.0.0.1</c> is always added. Default: no others.</summary>
    public string? Whitelist { get; init; }

    /// <summary>The password of its root user (<c>SYS</c> in Oracle mode); the agent keeps it. Default: the empty password.</summary>
    public Secret? RootPassword { get; init; }

    /// <summary>The character set, such as <c>utf8mb4</c>.</summary>
    public string? Charset { get; init; }

    /// <summary>The collation, which goes with the character set.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether it can only be read. Default: false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>What you want to say about it.</summary>
    public string? Comment { get; init; }

    /// <summary>Global variables, by name. The values of <c>ob_tcp_invited_nodes</c> and <c>time_zone</c> are texts.</summary>
    public IReadOnlyDictionary<string, ParameterValue>? Variables { get; init; }

    /// <summary>Parameters, by name.</summary>
    public IReadOnlyDictionary<string, ParameterValue>? Parameters { get; init; }

    /// <summary>
    /// The workload for which obshell chooses the variables and parameters that are not given here, in any case: a <see cref="ParameterTemplate.Scenario"/> of
    /// <see cref="TenantClient.ListTemplatesAsync"/>. Default: none.
    /// </summary>
    public string? Scenario { get; init; }

    /// <summary>Whether the scripts that come with the database are run in it. Default: false. Not for a name that needs quotes: see <see cref="Name"/>.</summary>
    public bool? ImportScript { get; init; }

    internal void Validate(string name)
    {
        TenantName.Validate(Name, nameof(Name), name);
        TenantZone.Validate(Zones, nameof(Zones), name);
        ParameterMap.Validate(Variables, nameof(Variables), name);
        ParameterMap.ThrowIfAnyEnds(Variables, '`', name);
        ParameterMap.Validate(Parameters, nameof(Parameters), name);
        ParameterMap.ThrowIfAnyEnds(Parameters, '"', name);
        if (ImportScript is true)
        {
            // "load module data ... tenant=NAME", not quoted (ob/agent/service/tenant/tenant.go:840).
            TenantName.ThrowIfNeedsQuotes(Name, name);
        }
    }

    /// <summary>
    /// The agent compares the scenario with its templates in lower case, and writes their values into the maps of the request, which must be there
    /// (ob/agent/executor/tenant/optimize.go:138, create_tenant.go:131 and 141).
    /// </summary>
    internal CreateTenantRequest ForAgent() => string.IsNullOrEmpty(Scenario)
        ? this
        : this with { Scenario = Scenario.ToLowerInvariant(), Variables = Variables ?? ParameterMap.Empty, Parameters = Parameters ?? ParameterMap.Empty };
}
