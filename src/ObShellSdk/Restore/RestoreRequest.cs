using System.Text.Json.Serialization;
using ObShellSdk.Backup;
using ObShellSdk.Diagnostics;
using ObShellSdk.Tenants;

namespace ObShellSdk.Restore;

/// <summary>What to restore, to which moment, and into which new tenant.</summary>
public sealed record RestoreRequest
{
    /// <summary>The place of the data backup, with access keys.</summary>
    public required StorageUri DataBackupUri { get; init; }

    /// <summary>The place of the log archive, with access keys. Default: that of the data backup.</summary>
    public StorageUri? ArchiveLogUri { get; init; }

    /// <summary>
    /// The name of the new tenant: letters, digits and <c>_</c>, at least one of them no digit. The tenant must not exist. obshell does not quote the name in the statements of
    /// a restore, so other characters would make it fail, or apply to another tenant; a reserved word of SQL makes it fail as well.
    /// </summary>
    [JsonPropertyName("restore_tenant_name")]
    public required string TenantName { get; init; }

    /// <summary>
    /// The moment to restore to, from 1970 to 2262; not together with <see cref="Scn"/>. Sent as the SCN that it is: agents pass a moment on as text without
    /// its offset, and the database takes it for one of its own time zone. Default: the latest possible.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The SCN to restore to; not together with <see cref="Timestamp"/>. Default: the latest possible.</summary>
    [JsonIgnore]
    public Scn? Scn { get; init; }

    [JsonInclude]
    [JsonPropertyName("scn")]
    internal Scn? Point => Timestamp is { } moment ? ObShellSdk.Scn.FromDateTimeOffset(moment) : Scn;

    /// <summary>Where the replicas of the new tenant lie, and how large they are; at least one zone.</summary>
    [JsonPropertyName("zone_list")]
    public required IReadOnlyList<TenantZone> Zones { get; init; }

    /// <summary>The zones in the order of preference for leaders. Default: <c>RANDOM</c>.</summary>
    public string? PrimaryZone { get; init; }

    /// <summary>Threads of the restore, from 1.</summary>
    public int? Concurrency { get; init; }

    /// <summary>The priority of the restore, from 0 to 100. Default: null, which the agent takes as 100.</summary>
    public int? HaHighThreadScore { get; init; }

    /// <summary>
    /// The passwords of encrypted backup sets. They must not contain <c>'</c>, end with a backslash, or have one before a <c>"</c>: obshell quotes a password differently when it backs
    /// up and when it restores, so a backup with such a password can be restored only by SQL.
    /// </summary>
    public IReadOnlyList<Secret>? Decryption { get; init; }

    /// <summary>
    /// How to reach the key management, for transparently encrypted backups. It must not contain <c>"</c> or end with a single backslash, because obshell writes it into its statement
    /// between double quotes and does not escape it.
    /// </summary>
    public Secret? KmsEncryptInfo { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrEmpty(DataBackupUri?.Reveal()))
        {
            throw new ArgumentException($"{nameof(DataBackupUri)} must be set.", name);
        }

        DataBackupUri.Validate(nameof(DataBackupUri), name);
        ArchiveLogUri?.Validate(nameof(ArchiveLogUri), name);

        if (string.IsNullOrWhiteSpace(TenantName))
        {
            throw new ArgumentException($"{nameof(TenantName)} must be set.", name);
        }

        Tenants.TenantName.Validate(TenantName, nameof(TenantName), name);
        Tenants.TenantName.ThrowIfNeedsQuotes(TenantName, name);
        if (TenantName == "sys")
        {
            throw new ArgumentException($"{nameof(TenantName)} must name a new tenant; 'sys' cannot be restored.", name);
        }

        if (Timestamp is not null && Scn is not null)
        {
            throw new ArgumentException($"{nameof(Timestamp)} and {nameof(Scn)} cannot be set together.", name);
        }

        if (Scn is { Value: <= 0 })
        {
            throw new ArgumentException($"{nameof(Scn)} must be greater than 0, but was {Scn.Value.Value}.", name);
        }

        if (Timestamp is { Year: >= 2262 } || Timestamp <= DateTimeOffset.UnixEpoch)
        {
            throw new ArgumentException($"{nameof(Timestamp)} must be after the beginning of 1970 and before 2262, but was {Timestamp:O}.", name);
        }

        TenantZone.Validate(Zones, nameof(Zones), name);

        if (!Zones.Any(zone => zone.ReplicaType is null || zone.ReplicaType == ReplicaType.Full))
        {
            throw new ArgumentException($"{nameof(Zones)} must contain at least one zone with a replica of type {ReplicaType.Full}.", name);
        }

        if (Concurrency is < 1)
        {
            throw new ArgumentException($"{nameof(Concurrency)} must be 1 or more, but was {Concurrency}.", name);
        }

        if (HaHighThreadScore is < 0 or > 100)
        {
            throw new ArgumentException($"{nameof(HaHighThreadScore)} must be between 0 and 100, but was {HaHighThreadScore}.", name);
        }

        foreach (Secret? password in Decryption ?? [])
        {
            BackupPassword.Validate(password, nameof(Decryption), name);
        }

        // Between double quotes, and not escaped: ob/agent/service/tenant/restore.go:165.
        if (KmsEncryptInfo is { } info && SqlText.Ends(info.Reveal(), '"'))
        {
            throw new ArgumentException($"{nameof(KmsEncryptInfo)} {SqlText.Rule('"')}", name);
        }
    }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(RestoreRequest), PrintMembers);
}
