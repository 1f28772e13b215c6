using System.CommandLine;
using System.Globalization;
using ObShellSdk;

namespace BackupOverview;

/// <summary>The options of the program, from text to <see cref="OverviewRequest"/>.</summary>
internal sealed class CommandLine
{
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "Address of the agent, e.g. http://10.10.10.1:2886. Default: an agent embedded in this program." };
    private readonly Option<string?> _password = new("--password") { Description = "Password of root@sys. Better: the environment variable OBSHELL_PASSWORD, which no process list shows." };
    private readonly Option<string> _tenant = new("--tenant") { Description = "The tenant.", DefaultValueFactory = _ => "tenant1" };
    private readonly Option<bool> _cluster = new("--cluster") { Description = "All user tenants of the cluster instead of one." };
    private readonly Option<bool> _json = new("--json") { Description = "Only the data, as the agent sent it." };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Limit in seconds, all attempts included.", DefaultValueFactory = _ => "30" };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Accept any certificate of the agent (https)." };
    private readonly Option<string?> _pin = new("--pin") { Description = "Fail unless the agent's public key has this SHA-256 (hex, over the PKCS#1 bytes)." };
    private readonly RootCommand _root;

    public CommandLine() => _root = new RootCommand("Shows the running or last backup of a tenant of OceanBase.")
    {
        _endpoint, _password, _tenant, _cluster, _json, _timeout, _insecure, _pin,
    };

    public async Task<int> RunAsync(string[] args)
    {
        ParseResult result = _root.Parse(args);
        if (result.Errors.Count > 0)
        {
            return Usage(string.Join(Environment.NewLine, result.Errors.Select(error => error.Message)));
        }

        if (result.Action is not null)
        {
            return await result.InvokeAsync();
        }

        try
        {
            return await OverviewProgram.RunAsync(Read(result));
        }
        catch (ArgumentException exception)
        {
            return Usage(exception.Message);
        }
    }

    private OverviewRequest Read(ParseResult result) => new()
    {
        Endpoint = result.GetValue(_endpoint) is { } endpoint ? new Uri(endpoint, UriKind.RelativeOrAbsolute) : null,
        Password = result.GetValue(_password) ?? Environment.GetEnvironmentVariable("OBSHELL_PASSWORD"),
        Tenant = result.GetValue(_cluster) ? null : result.GetValue(_tenant),
        Json = result.GetValue(_json),
        Timeout = ReadSeconds(result.GetValue(_timeout)!),
        Insecure = result.GetValue(_insecure),
        Pin = result.GetValue(_pin),
    };

    private static TimeSpan ReadSeconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0.01 and <= 86400
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException("--timeout takes a number of seconds from 0.01 to 86400.");

    private int Usage(string problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine();
        _root.Parse("--help").Invoke(new InvocationConfiguration { Output = Console.Error });
        return ExitCode.Usage;
    }
}

/// <summary>What the user asked for.</summary>
internal sealed record OverviewRequest
{
    public Uri? Endpoint { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Null for the whole cluster.</summary>
    public string? Tenant { get; init; }

    public bool Json { get; init; }

    public TimeSpan Timeout { get; init; }

    public bool Insecure { get; init; }

    public string? Pin { get; init; }
}
