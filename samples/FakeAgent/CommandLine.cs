using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ObShellSdk.Samples;
using ObShellSdk.Testing;

namespace StandaloneAgent;

/// <summary>The options of the program, from text to <see cref="AgentOrder"/>.</summary>
internal sealed class CommandLine
{
    private const string Description = """
        Runs a fake agent of obshell, for clients in any language, until Ctrl+C or SIGTERM.

        The first line on standard output is {"port":N} once the agent accepts requests; further agents follow with such a line
        each, in their order. Exit codes: 0 ended by Ctrl+C or SIGTERM; 1 a port is in use; 2 wrong command line, or a seed that does not fit.
        """;

    private static readonly string[] _identities =
    [
        FakeAgentIdentity.ClusterAgent, FakeAgentIdentity.Single, FakeAgentIdentity.Master, FakeAgentIdentity.Follower, FakeAgentIdentity.TakeOverMaster,
        FakeAgentIdentity.TakeOverFollower, FakeAgentIdentity.ScalingOut, FakeAgentIdentity.ScalingIn,
    ];

    private readonly Option<string> _port = new("--port") { Description = "TCP port; further agents get the ones that follow. 0: any free ones.", DefaultValueFactory = _ => "2886" };
    private readonly Option<string> _listen = new("--listen") { Description = "IP address to listen on; 0.0.0.0 for all of this host, as in a container.", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<string?> _password = new("--password") { Description = "Password of root@sys. Better: the environment variable OBSHELL_PASSWORD. Default: the empty one; before a cluster is initialised, none." };
    private readonly Option<string?> _agentPassword = new("--agent-password") { Description = "Password of each agent alone. Default: none." };
    private readonly Option<string?> _keyBits = new("--key-bits") { Description = "Size of the RSA key: 512, 1024, 2048 or 4096. Default: 1024; with --auth v1, 512." };
    private readonly Option<string?> _auth = new("--auth") { Description = "Version of authentication: v2, or v1 for an agent 4.2.2. Default: v2, unless the seed names an older version." };
    private readonly Option<string> _identity = new("--identity") { Description = $"Role of the agent: {string.Join(", ", _identities)}. Case does not matter, nor whether blanks are blanks, - or _.", DefaultValueFactory = _ => FakeAgentIdentity.ClusterAgent };
    private readonly Option<string> _agents = new("--agents") { Description = "How many agents, 1 to 100: members of one cluster; with SINGLE, hosts that are in none; with MASTER, a master and its followers.", DefaultValueFactory = _ => "1" };
    private readonly Option<string> _hosts = new("--hosts") { Description = "Further agents that are in no cluster, for a scale-out, 0 to 100. They come last.", DefaultValueFactory = _ => "0" };
    private readonly Option<string> _speed = new("--speed") { Description = "How fast tasks, backups and restores go: 2 is twice as fast.", DefaultValueFactory = _ => "1" };
    private readonly Option<bool> _tls = new("--tls") { Description = "https with a throw-away certificate." };
    private readonly Option<string?> _clockOffset = new("--clock-offset") { Description = "How many seconds the agent's clock runs ahead; negative: behind. Default: 0." };
    private readonly Option<string?> _seed = new("--seed") { Description = "File with the state of the cluster, as JSON. Default: a cluster has tenant1, with a backup that is done and a source to restore from; other roles have nothing." };
    private readonly RootCommand _root;

    public CommandLine() => _root = new RootCommand(Description)
    {
        _port, _listen, _password, _agentPassword, _keyBits, _auth, _identity, _agents, _hosts, _speed, _tls, _clockOffset, _seed,
    };

    public Task<int> RunAsync(string[] args) => SampleCommand.RunAsync(_root, args, result => AgentProgram.RunAsync(Read(result)));

    private AgentOrder Read(ParseResult result)
    {
        int agents = ReadWhole("--agents", result.GetValue(_agents)!, 1, 100);
        int port = ReadWhole("--port", result.GetValue(_port)!, 0, ushort.MaxValue);
        int hosts = ReadWhole("--hosts", result.GetValue(_hosts)!, 0, 100);
        if (port + agents + hosts - 1 > ushort.MaxValue)
        {
            throw new ArgumentException($"--port leaves no room for {agents + hosts} agents: ports end at {ushort.MaxValue}.");
        }

        AuthenticationVersion? auth = result.GetValue(_auth) switch
        {
            null => null,
            "v1" => AuthenticationVersion.V1,
            "v2" => AuthenticationVersion.V2,
            _ => throw new ArgumentException("--auth is v1 or v2."),
        };
        string identity = ReadIdentity(result.GetValue(_identity)!);
        if (agents > 1 && identity is not (FakeAgentIdentity.ClusterAgent or FakeAgentIdentity.Single or FakeAgentIdentity.Master))
        {
            throw new ArgumentException($"--agents takes more than 1 only with {FakeAgentIdentity.ClusterAgent}, {FakeAgentIdentity.Single} and {FakeAgentIdentity.Master}.");
        }

        return new AgentOrder
        {
            Port = port,
            Listen = ReadAddress(result.GetValue(_listen)!),
            Agents = agents,
            Hosts = hosts,
            Identity = identity,
            Password = result.GetValue(_password) ?? Environment.GetEnvironmentVariable("OBSHELL_PASSWORD"),
            AgentPassword = result.GetValue(_agentPassword),
            KeyBits = result.GetValue(_keyBits) switch
            {
                null => auth == AuthenticationVersion.V1 ? 512 : 1024,
                "512" => 512,
                "1024" => 1024,
                "2048" => 2048,
                "4096" => 4096,
                _ => throw new ArgumentException("--key-bits is 512, 1024, 2048 or 4096."),
            },
            Auth = auth,
            Speed = ReadNumber("--speed", result.GetValue(_speed)!, 0.001, 1e6),
            UseTls = result.GetValue(_tls),
            ClockOffset = TimeSpan.FromSeconds(result.GetValue(_clockOffset) is { } offset ? ReadNumber("--clock-offset", offset, -1e8, 1e8) : 0),
            Seed = result.GetValue(_seed) is { } file ? ReadSeed(file) : identity == FakeAgentIdentity.ClusterAgent ? DefaultSeed() : null,
        };
    }

    private static IPAddress ReadAddress(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) ? address : throw new ArgumentException("--listen must be an IP address, such as 0.0.0.0.");

    private static int ReadWhole(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{option} takes a number from {least} to {most}.");

    private static double ReadNumber(string option, string text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} takes a number from {least} to {most}."));

    private static string ReadIdentity(string text)
    {
        string wanted = text.Replace('-', ' ').Replace('_', ' ');
        return _identities.FirstOrDefault(identity => identity.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"--identity is one of {string.Join(", ", _identities)}.");
    }

    private static NamedSeed ReadSeed(string file)
    {
        try
        {
            return new NamedSeed(file, FakeSeed.Parse(File.ReadAllText(file)));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"--seed {file}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"--seed: {exception.Message}", exception);
        }
    }

    private static NamedSeed DefaultSeed()
    {
        using var reader = new StreamReader(typeof(CommandLine).Assembly.GetManifestResourceStream("seed.json")!);
        return new NamedSeed("seed.json", FakeSeed.Parse(reader.ReadToEnd()));
    }
}
