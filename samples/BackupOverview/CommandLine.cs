using System.CommandLine;
using ObShellSdk.Samples;

namespace BackupOverview;

/// <summary>The options of the program, from text to <see cref="OverviewRequest"/>.</summary>
internal sealed class CommandLine
{
    private readonly AgentOptions _agent = new();
    private readonly Option<string> _tenant = new("--tenant") { Description = "The tenant.", DefaultValueFactory = _ => "tenant1" };
    private readonly Option<bool> _cluster = new("--cluster") { Description = "All user tenants of the cluster instead of one." };
    private readonly Option<bool> _json = new("--json") { Description = "Only the data, as the agent sent it." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Also ids and SCNs." };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Limit in seconds, all attempts included.", DefaultValueFactory = _ => "30" };
    private readonly Option<string?> _pin = new("--pin") { Description = "Fail unless the agent's public key has this SHA-256 (hex, over the PKCS#1 bytes)." };
    private readonly RootCommand _root;

    public CommandLine()
    {
        _root = new RootCommand("Shows the running or last backup of a tenant of OceanBase.") { _tenant, _cluster, _json, _verbose, _timeout, _pin };
        _agent.AddTo(_root);
    }

    public Task<int> RunAsync(string[] args) => SampleCommand.RunAsync(_root, args, result => OverviewProgram.RunAsync(Read(result)),
        "", "--endpoint http://10.10.10.1:2886 --tenant orders", "--endpoint http://10.10.10.1:2886 --cluster --verbose", "--endpoint http://10.10.10.1:2886 --json");

    private OverviewRequest Read(ParseResult result) => new()
    {
        Access = _agent.Read(result),
        Tenant = result.GetValue(_cluster) ? null : result.GetValue(_tenant),
        Json = result.GetValue(_json),
        Verbose = result.GetValue(_verbose),
        Timeout = SampleCommand.ReadSeconds("--timeout", result.GetValue(_timeout)!, 86400),
        Pin = result.GetValue(_pin),
    };
}

/// <summary>What the user asked for.</summary>
internal sealed record OverviewRequest
{
    public required AgentAccess Access { get; init; }

    /// <summary>Null for the whole cluster.</summary>
    public string? Tenant { get; init; }

    public bool Json { get; init; }

    /// <summary>Whether ids and SCNs are shown too.</summary>
    public bool Verbose { get; init; }

    public TimeSpan Timeout { get; init; }

    public string? Pin { get; init; }
}
