using System.CommandLine;
using System.Globalization;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Samples;

namespace NightlyBackup;

/// <summary>The options of the program, from text to <see cref="NightlyRequest"/>.</summary>
internal sealed class CommandLine
{
    private const string Description = """
        Backs up tenants of OceanBase: attaches to the backup that runs, or starts one, and waits for its end.

        Exit codes: 0 all completed; 1 some failed or were canceled; 2 wrong command line; 3 no connection, or a time-out; 4 not an
        obshell agent; 130 interrupted (the backups go on). If several apply, the highest counts.
        """;

    private readonly AgentOptions _agent = new();
    private readonly Option<string?> _tenants = new("--tenants") { Description = "The tenants, separated by commas. Default with the embedded agent: tenant1,tenant2,tenant3." };
    private readonly Option<string> _mode = new("--mode") { Description = "full, or incremental: what changed since the last backup.", DefaultValueFactory = _ => "full" };
    private readonly Option<string?> _data = new("--data-uri") { Description = "Where data backups go, with access keys: set up where it is not yet so. {tenant} in it stands for the tenant's name; the database wants a place of its own for each." };
    private readonly Option<string?> _archive = new("--archive-uri") { Description = "Where archive logs go, likewise. Together with --data-uri." };
    private readonly Option<string> _parallel = new("--parallel") { Description = "How many tenants at once, 1 to 100.", DefaultValueFactory = _ => "2" };
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Limit for each tenant in seconds; its backup goes on, but counts as failed. Default: none." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line: tenant, event, percent, message; at the end a summary." };
    private readonly RootCommand _root;

    public CommandLine()
    {
        _root = new RootCommand(Description) { _tenants, _mode, _data, _archive, _parallel, _timeout, _json };
        _agent.AddTo(_root);
    }

    public Task<int> RunAsync(string[] args) => SampleCommand.RunAsync(_root, args, result => NightlyProgram.RunAsync(Read(result)),
        "", "--endpoint http://10.10.10.1:2886 --tenants orders,billing", "--endpoint http://10.10.10.1:2886 --tenants orders --mode incremental --json");

    private NightlyRequest Read(ParseResult result)
    {
        AgentAccess access = _agent.Read(result);
        StorageUri? data = SampleCommand.ReadPlace("--data-uri", result.GetValue(_data));
        StorageUri? archive = SampleCommand.ReadPlace("--archive-uri", result.GetValue(_archive));
        if (data is null != archive is null)
        {
            throw new ArgumentException("--data-uri and --archive-uri go together.");
        }

        return new NightlyRequest
        {
            Access = access,
            Tenants = ReadTenants(result.GetValue(_tenants) ?? (access.Endpoint is null ? NightlyProgram.EmbeddedTenants : throw new ArgumentException("With --endpoint, --tenants is needed."))),
            Mode = result.GetValue(_mode) switch
            {
                "full" => BackupMode.Full,
                "incremental" => BackupMode.Incremental,
                _ => throw new ArgumentException("--mode is full or incremental."),
            },
            Places = data is not null && archive is not null ? new BackupPlaces(data, archive) : access.Endpoint is null ? NightlyProgram.EmbeddedPlaces : null,
            Parallel = int.TryParse(result.GetValue(_parallel), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 100
                ? count
                : throw new ArgumentException("--parallel takes a number from 1 to 100."),
            Timeout = result.GetValue(_timeout) is { } seconds ? SampleCommand.ReadSeconds("--timeout", seconds, 604800) : null,
            Json = result.GetValue(_json),
        };
    }

    private static string[] ReadTenants(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(name => name.Length > 0 && name is not ("." or "..") && !name.Any(char.IsControl))
            ? [.. names.Distinct()]
            : throw new ArgumentException("--tenants takes names that are separated by commas.");
    }
}

/// <summary>What the user asked for.</summary>
internal sealed record NightlyRequest
{
    public required AgentAccess Access { get; init; }

    /// <summary>Each once.</summary>
    public required IReadOnlyList<string> Tenants { get; init; }

    public required BackupMode Mode { get; init; }

    /// <summary>Null to leave the set-up alone.</summary>
    public BackupPlaces? Places { get; init; }

    public required int Parallel { get; init; }

    /// <summary>For each tenant; null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    public bool Json { get; init; }
}
