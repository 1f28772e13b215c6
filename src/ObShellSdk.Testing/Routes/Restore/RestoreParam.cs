using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Restore;

namespace ObShellSdk.Testing.Routes.Restore;

/// <summary>The body of a restore, validated in the order of the server.</summary>
internal sealed record RestoreParam
{
    private const string Random = "RANDOM";

    public required string TenantName { get; init; }

    public required string DataUri { get; init; }

    private string? ArchiveUri { get; init; }

    private DateTimeOffset? Timestamp { get; init; }

    private long? Scn { get; init; }

    private Zone[] Zones { get; init; } = [];

    private string PrimaryZone { get; init; } = Random;

    private long? ThreadScore { get; init; }

    private long? Concurrency { get; init; }

    public static (RestoreParam? Param, Failure? Failure) Bind(Call call)
    {
        var body = RequestBody.Read(call.Body);
        var zones = body.Objects("zone_list", required: true) ?? [];
        var primaryZone = body.Text("primary_zone");
        _ = (body.Texts("decryption"), body.Text("kms_encrypt_info"));
        var param = new RestoreParam
        {
            DataUri = body.Text("data_backup_uri", required: true) ?? "",
            ArchiveUri = body.Text("archive_log_uri"),
            TenantName = body.Text("restore_tenant_name", required: true) ?? "",
            Timestamp = body.Time("timestamp"),
            Scn = body.Integer("scn") is { } scn and not 0 ? scn : null,
            Zones = Array.ConvertAll(zones, Zone.Read),
            PrimaryZone = string.IsNullOrEmpty(primaryZone) || primaryZone.Equals(Random, StringComparison.OrdinalIgnoreCase) ? Random : primaryZone,
            ThreadScore = body.Integer("ha_high_thread_score"),
            Concurrency = body.Integer("concurrency"),
        };
        return body.Failure is { } failure ? (null, failure) : (param, null);
    }

    /// <summary>Validates the body. Zones and unit configs need not exist, so that tests need no setup; the tenant gets a replica in each zone.</summary>
    public Failure? Check()
    {
        if (Zones.Length == 0)
        {
            return Failure.Of("OB.Tenant.ZoneList.Empty");
        }

        if (Timestamp is not null && Scn is not null)
        {
            return Failure.Of("Common.IllegalArgument", "timestamp or scn", "cannot be set at the same time");
        }

        if (ThreadScore is < 0 or > 100)
        {
            return Failure.Of("Common.IllegalArgument", "ha_high_thread_score", "should be in [0, 100]");
        }

        if (Enumerable.Range(0, Zones.Length).Select(CheckZone).FirstOrDefault(failure => failure is not null) is { } invalid)
        {
            return invalid;
        }

        return Array.Exists(Zones, zone => zone.ReplicaType == "FULL") ? CheckPrimaryZone() : Failure.Of("OB.Tenant.NoPaxosReplica");
    }

    public RestoreOrder ToOrder() => new()
    {
        TenantName = TenantName,
        DataUri = DataUri,
        ArchiveUri = string.IsNullOrEmpty(ArchiveUri) ? DataUri : ArchiveUri,
        Scn = Timestamp is { } time ? ScnTime.Of(time) : Scn,
        Option = $"locality={string.Join(',', Zones.Select(zone => $"{zone.ReplicaType}@{zone.Name}"))}&primary_zone={PrimaryZone}"
            + (Concurrency is { } threads ? $"&concurrency={threads}" : ""),
    };

    private Failure? CheckZone(int index)
    {
        var zone = Zones[index];
        return zone switch
        {
            _ when Zones.Take(index).Any(other => other.Name == zone.Name) => Failure.Of("OB.Tenant.Zone.Repeated", zone.Name),
            { UnitConfigName: "" } => Failure.Of("OB.Resource.UnitConfig.Name.Empty"),
            { ReplicaType: not ("FULL" or "READONLY") } => Failure.Of("OB.Tenant.Replica.InvalidType", zone.ReplicaType),
            { UnitNum: <= 0 } => Failure.Of("OB.Tenant.UnitNum.Invalid", zone.UnitNum),
            _ when index > 0 && zone.UnitNum != Zones[index - 1].UnitNum => Failure.Of("OB.Tenant.UnitNum.Inconsistent"),
            _ => null,
        };
    }

    private Failure? CheckPrimaryZone()
    {
        if (PrimaryZone == Random)
        {
            return null;
        }

        var named = PrimaryZone.Split(';', ',');
        return named.Distinct(StringComparer.Ordinal).Count() == named.Length && Array.TrueForAll(named, name => Array.Exists(Zones, zone => zone.Name == name))
            ? null
            : Failure.Of("OB.Tenant.PrimaryZone.Invalid", PrimaryZone);
    }

    private sealed record Zone(string Name, string UnitConfigName, long UnitNum, string ReplicaType)
    {
        public static Zone Read(RequestBody body)
        {
            var type = body.Text("replica_type");
            return new Zone(
                body.Text("name") ?? "",
                body.Text("unit_config_name") ?? "",
                body.Integer("unit_num") ?? 0,
                string.IsNullOrEmpty(type) ? "FULL" : type.ToUpperInvariant());
        }
    }
}
