using System.CommandLine;
using System.Globalization;
using ObShellSdk;
using ObShellSdk.Restore;
using ObShellSdk.Samples;
using ObShellSdk.Tenants;

namespace RestoreTenant;

/// <summary>The options of the program, from text to <see cref="RestoreOrder"/>.</summary>
internal sealed class CommandLine
{
    private const string Description = """
        Restores a backup of OceanBase into a new tenant, or shows which moments it can be restored to.

        Exit codes: 0 restored (with --windows: shown); 1 the restore failed or was canceled, or the moment is none that the backup can be
        restored to; 2 wrong command line; 3 no connection, or a time-out; 4 not an obshell agent; 130 interrupted (the restore goes on).
        """;

    private readonly AgentOptions _agent = new();
    private readonly Option<string?> _data = new("--data-uri") { Description = "Where the data backup lies, with access keys. Needed with --endpoint." };
    private readonly Option<string?> _archive = new("--archive-uri") { Description = "Where the archive logs lie. Default: where the data backup lies." };
    private readonly Option<bool> _windows = new("--windows") { Description = "Only show the spans of time that the backup can be restored to." };
    private readonly Option<string?> _to = new("--to") { Description = "The moment to restore to, as RFC 3339 has it, such as 2026-03-01T02:00:00+08:00. Without an offset it is local time of this machine." };
    private readonly Option<string?> _scn = new("--scn") { Description = "The SCN to restore to, instead of --to." };
    private readonly Option<bool> _latest = new("--latest") { Description = "The latest moment possible, instead of --to." };
    private readonly Option<string?> _as = new("--as") { Description = "The name of the new tenant, which must not exist. Default with the embedded agent: restored." };
    private readonly Option<string[]> _zones = new("--zone") { Description = "A zone for the new tenant and its unit config, NAME=UNIT or NAME=UNIT*COUNT; repeat it for each zone. Default with the embedded agent: zone1=small." };
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Limit in seconds; the restore goes on, but counts as failed. Default: none." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line: tenant, event, percent, message; at the end a summary." };
    private readonly RootCommand _root;

    public CommandLine()
    {
        _root = new RootCommand(Description) { _data, _archive, _windows, _to, _scn, _latest, _as, _zones, _timeout, _json };
        _agent.AddTo(_root);
    }

    public Task<int> RunAsync(string[] args) => SampleCommand.RunAsync(_root, args, result => RestoreProgram.RunAsync(Read(result)),
        "", "--endpoint http://10.10.10.1:2886 --data-uri file:///backup/orders/data --windows",
        "--endpoint http://10.10.10.1:2886 --data-uri file:///backup/orders/data --latest --as orders_copy --zone zone1=small");

    private RestoreOrder Read(ParseResult result)
    {
        AgentAccess access = _agent.Read(result);
        bool isEmbedded = access.Endpoint is null;
        string data = result.GetValue(_data) ?? (isEmbedded ? RestoreProgram.EmbeddedSource : throw new ArgumentException("With --endpoint, --data-uri is needed."));
        var order = new RestoreOrder
        {
            Access = access,
            Source = new RestoreSource
            {
                DataBackupUri = SampleCommand.ReadPlace("--data-uri", data)!,
                ArchiveLogUri = SampleCommand.ReadPlace("--archive-uri", result.GetValue(_archive)),
            },
            Timeout = result.GetValue(_timeout) is { } seconds ? SampleCommand.ReadSeconds("--timeout", seconds, 604800) : null,
            Json = result.GetValue(_json),
        };
        int targets = new[] { result.GetValue(_to) is not null, result.GetValue(_scn) is not null, result.GetValue(_latest) }.Count(given => given);
        if (result.GetValue(_windows))
        {
            return targets == 0 ? order : throw new ArgumentException("--windows only shows: leave out --to, --scn and --latest.");
        }

        if (targets > 1 || (targets == 0 && !isEmbedded))
        {
            throw new ArgumentException("Give one of --to, --scn and --latest, or --windows.");
        }

        string[] zones = result.GetValue(_zones) is { Length: > 0 } given ? given : isEmbedded ? ["zone1=small"] : throw new ArgumentException("--zone is needed.");
        return order with
        {
            NewTenant = (result.GetValue(_as) ?? (isEmbedded ? "restored" : null)) is { } name && !string.IsNullOrWhiteSpace(name) && name != "sys"
                ? name
                : throw new ArgumentException("--as is needed: the name of the new tenant, which cannot be sys."),
            Zones = RestoreText.ReadZones(zones),
            Moment = result.GetValue(_to) is { } text ? RestoreText.ReadMoment(text, TimeZoneInfo.Local) : null,
            Scn = result.GetValue(_scn) is { } number
                ? long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0 ? new Scn(value) : throw new ArgumentException("--scn takes a number greater than 0.")
                : null,
        };
    }
}

/// <summary>What the user asked for.</summary>
internal sealed record RestoreOrder
{
    public required AgentAccess Access { get; init; }

    public required RestoreSource Source { get; init; }

    /// <summary>Null to show the windows only.</summary>
    public string? NewTenant { get; init; }

    public IReadOnlyList<TenantZone> Zones { get; init; } = [];

    /// <summary>At most one of this and <see cref="Scn"/>; none for the latest moment.</summary>
    public DateTimeOffset? Moment { get; init; }

    public Scn? Scn { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool Json { get; init; }
}
