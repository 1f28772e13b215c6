using System.Net;
using System.Security.Cryptography.X509Certificates;
using ObShellSdk.Testing.Faults;
using ObShellSdk.Testing.Http;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;
using WireMock.Server;

namespace ObShellSdk.Testing;

/// <summary>A simulated obshell agent in this process. It uses the real protocol, including encryption, and responds from state that the test sets.</summary>
/// <remarks>
/// It listens on 127.0.0.1 unless <see cref="FakeAgentOptions.ListenAddress"/> is set. Its responses depend on <see cref="Version"/>, <see cref="Identity"/>, the passwords and the tenants, all
/// of which may be changed at any time. <see cref="On"/> adds rules for other behavior; stubs of <see cref="WireMock"/> replace or
/// add routes and receive decrypted requests. Thread-safe. Agents are independent of each other, except for
/// those of one <see cref="FakeCluster"/>.
/// </remarks>
public sealed partial class FakeAgent : IAsyncDisposable, IDisposable
{
    private readonly RuleBook _rules;
    private readonly RequestLog _log;
    private readonly IPAddress _address;
    private readonly X509Certificate2? _ownCertificate;
    private readonly X509Certificate2? _clientAuthority;

    internal FakeAgent(FakeAgentOptions options, Simulation simulation)
    {
        _rules = new RuleBook();
        _log = new RequestLog();
        var key = options.PrivateKeyPem is { } pem ? AgentKey.Import(pem) : AgentKey.Generate(options.KeyBits);
        State = new AgentState(options, key, simulation) { Agent = this };
        _ownCertificate = options is { UseTls: true, Certificate: null } ? TemporaryCertificate.Create() : null;
        Certificate = options.UseTls ? _ownCertificate ?? options.Certificate : null;
        _clientAuthority = options.ClientAuthority;
        _address = options.ListenAddress;
        (_front, _stopping) = Listen(options.Port);
        Endpoint = new Uri($"{(options.UseTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{new IPEndPoint(IsEveryAddress(_address) ? IPAddress.Loopback : _address, Port)}");
        simulation.Join(State);
        if (options.TookOver)
        {
            simulation.Run(now => State.Create(ClusterSetupPlans.TakeOver(), now));
        }
    }

    /// <summary>The address that the agent listens on, without a path; 127.0.0.1 if it listens on all addresses of the host.</summary>
    public Uri Endpoint { get; }

    /// <summary>The TCP port.</summary>
    public int Port => State.Port;

    /// <summary>The IP address that the agent reports. With <see cref="Port"/>, it identifies the agent in a <see cref="FakeCluster"/>.</summary>
    public string ReportedIp => State.ReportedIp;

    /// <summary>The password of root@sys, which all members of a cluster share, or null if the cluster is not initialized.</summary>
    public string? Password
    {
        get => State.Simulation.Run(_ => State.Password);
        set => State.Simulation.Run(_ => State.Password = value);
    }

    /// <summary>Changes the password of root@sys in the database, as <c>ALTER USER</c> does, without informing the agents.</summary>
    /// <remarks>
    /// Each agent keeps accepting the old password until a request with the new one arrives at it; from then on it rejects the old one, and its sessions
    /// are closed. While <see cref="ObState"/> is not 3, it accepts only the one that it has stored. Setting <see cref="Password"/> informs all agents at once.
    /// </remarks>
    /// <param name="newPassword">The new password; it may be empty.</param>
    public void ChangeRootPasswordInDatabase(string newPassword)
    {
        ArgumentNullException.ThrowIfNull(newPassword);
        State.Simulation.Run(_ => State.Cluster.ChangeRootPasswordInDatabase(newPassword));
    }

    /// <summary>The password of this agent, or null if it has none.</summary>
    public string? AgentPassword
    {
        get => State.AgentPassword;
        set => State.AgentPassword = value;
    }

    /// <summary>The role of the agent, see <see cref="FakeAgentIdentity"/>.</summary>
    public string Identity
    {
        get => State.Simulation.Run(_ => State.Identity);
        set => State.Simulation.Run(_ => State.Identity = value);
    }

    /// <summary>The version that the agent reports and whose behavior it has.</summary>
    /// <exception cref="ArgumentException">The value is not a version, or is earlier than 4.2.2.</exception>
    public string Version
    {
        get => State.Simulation.Run(_ => State.Version.Text);
        set => State.Version = AgentVersion.Parse(value);
    }

    /// <summary>The difference of the agent's clock to its <see cref="FakeAgentOptions.TimeProvider"/>; positive if it is ahead.</summary>
    public TimeSpan ClockOffset
    {
        get => State.Clock.Offset;
        set => State.Clock.Offset = value;
    }

    /// <summary>The state of the service as <c>info</c> and <c>status</c> report it: 1 starting, 2 running (the default), 3 stopping, 4 stopped.</summary>
    public int ServiceState
    {
        get => State.ServiceState;
        set => State.ServiceState = value;
    }

    /// <summary>The state of the observer as <c>status</c> reports it: 0 no process, 1 process, 2 restricted, 3 available (the default).</summary>
    public int ObState
    {
        get => State.Simulation.Run(_ => State.ObState);
        set => State.Simulation.Run(_ => State.ObState = value);
    }

    /// <summary>Whether <c>status</c> reports maintenance even if no maintenance task runs. Other responses do not change.</summary>
    public bool UnderMaintenance
    {
        get => State.UnderMaintenance;
        set => State.UnderMaintenance = value;
    }

    /// <summary>The agent that a <see cref="FakeAgentIdentity.Follower"/> forwards requests to, or null if it knows no master.</summary>
    public FakeAgent? Master
    {
        get => State.Simulation.Run(_ => State.Master);
        set => State.Simulation.Run(_ => State.Master = value);
    }

    /// <summary>The current public key: base64 of its PKCS#1 form.</summary>
    public string PublicKey => State.Key.PublicKey;

    /// <summary>The SHA-256, in lower-case hex, of the decoded <see cref="PublicKey"/>.</summary>
    public string PublicKeyFingerprint => State.Key.Fingerprint;

    /// <summary>The server certificate, or null without <see cref="FakeAgentOptions.UseTls"/>.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The SHA-256, in lower-case hex, of <see cref="Certificate"/>, or null if there is none.</summary>
    public string? CertificateFingerprint
        => Certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant();

    /// <summary>A snapshot of the user tenants, in the order of their creation.</summary>
    public IReadOnlyCollection<FakeTenant> Tenants => State.Simulation.Run(_ => State.Tenants.ToArray());

    /// <summary>A snapshot of all requests in the order of arrival, with or without a response.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _log.All;

    /// <summary>Returns the requests to one route in the order of arrival, regardless of their outcome.</summary>
    /// <remarks>The client's own requests for version and key go to other routes, so they are not included.</remarks>
    /// <param name="path">The decoded path without query, as for <see cref="On"/>.</param>
    /// <returns>The requests. <see cref="ReceivedRequest.Executed"/> shows whether a request was executed.</returns>
    public IReadOnlyList<ReceivedRequest> RequestsTo(string path)
    {
        var pattern = new PathPattern(path);
        return Array.FindAll(_log.All, request => pattern.Matches(request.Path));
    }

    /// <summary>Returns the requests to one route with one method, see <see cref="RequestsTo(string)"/>.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The decoded path without query, as for <see cref="On"/>.</param>
    /// <returns>The requests.</returns>
    public IReadOnlyList<ReceivedRequest> RequestsTo(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        return [.. RequestsTo(path).Where(request => request.Method == method.Method)];
    }

    /// <summary>A snapshot of the requests that matched no route, rule or stub. Each got the agent's response to an unknown route.</summary>
    public IReadOnlyList<ReceivedRequest> UnexpectedRequests => _log.Unexpected;

    /// <summary>The HTTP server of the agent. Its stubs take precedence over the agent's routes and run after authentication.</summary>
    /// <remarks>
    /// Operations of the obshell contract are authenticated before a stub receives them; other paths are not. Bodies are decrypted, except
    /// for uploads, whose bodies are empty. The request log is off; <c>SetMaxRequestLogCount</c> turns it on.
    /// </remarks>
    public WireMockServer WireMock => _front.Server;

    internal AgentState State { get; }

    /// <summary>Starts an agent.</summary>
    /// <param name="options">The options, or null for a member of an initialized cluster with an empty root password.</param>
    /// <param name="cancellationToken">A token to stop waiting.</param>
    /// <returns>The agent, which accepts requests. Dispose it after use.</returns>
    /// <exception cref="ArgumentException"><see cref="FakeAgentOptions.ListenAddress"/> is not an address of this host.</exception>
    /// <exception cref="IOException">The port of <see cref="FakeAgentOptions.Port"/> is in use.</exception>
    public static Task<FakeAgent> StartAsync(FakeAgentOptions? options = null, CancellationToken cancellationToken = default)
        => Task.Run(() => Start(options ?? new FakeAgentOptions()), cancellationToken);

    /// <summary>Replaces the key pair. The agent refuses headers that were encrypted with the old key.</summary>
    /// <param name="keyBits">The size of the new key, from 512 to 4096, or null for the current size.</param>
    public void RotateKey(int? keyBits = null) => State.Key = AgentKey.Generate(keyBits ?? State.Key.Bits);

    /// <summary>Adds a user tenant without backups.</summary>
    /// <param name="name">The name; case-sensitive.</param>
    /// <returns>The tenant.</returns>
    /// <exception cref="ArgumentException">The tenant already exists; <c>sys</c> always exists.</exception>
    public FakeTenant AddTenant(string name) => State.Simulation.Run(_ => State.Tenants.AddInAllZones(name));

    /// <summary>Finds a user tenant.</summary>
    /// <param name="name">The name; case-sensitive.</param>
    /// <returns>The tenant, or null if it does not exist.</returns>
    public FakeTenant? FindTenant(string name) => State.Simulation.Run(_ => State.Tenants.Find(name));

    /// <summary>Adds a rule for the requests to one route.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The decoded path without query, such as <c>/api/v1/tenant/{name}/backup/overview</c>. A placeholder matches any segment.</param>
    /// <returns>The rule. It applies as soon as it has an action, for example by <see cref="FakeRule.Respond"/>.</returns>
    public FakeRule On(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        return _rules.Add(method, path);
    }

    /// <summary>Adds a rule for a GET route, see <see cref="On"/>.</summary>
    /// <param name="path">The decoded path without query.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnGet(string path) => On(HttpMethod.Get, path);

    /// <summary>Adds a rule for a POST route, see <see cref="On"/>.</summary>
    /// <param name="path">The decoded path without query.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnPost(string path) => On(HttpMethod.Post, path);

    /// <summary>Adds a rule for a PUT route, see <see cref="On"/>.</summary>
    /// <param name="path">The decoded path without query.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnPut(string path) => On(HttpMethod.Put, path);

    /// <summary>Adds a rule for a PATCH route, see <see cref="On"/>.</summary>
    /// <param name="path">The decoded path without query.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnPatch(string path) => On(HttpMethod.Patch, path);

    /// <summary>Adds a rule for a DELETE route, see <see cref="On"/>.</summary>
    /// <param name="path">The decoded path without query.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnDelete(string path) => On(HttpMethod.Delete, path);

    /// <summary>Adds a rule for all requests.</summary>
    /// <returns>The rule.</returns>
    public FakeRule OnAny() => _rules.Add(method: null, path: null);

    /// <summary>Waits until the agent has received a number of requests, counted from its start. They may still be without a response.</summary>
    /// <param name="count">The number of requests.</param>
    /// <param name="cancellationToken">A token to stop waiting.</param>
    /// <returns>A task that completes when the requests have arrived.</returns>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) => _log.WaitForAsync(count, cancellationToken);

    private static bool IsEveryAddress(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static FakeAgent Start(FakeAgentOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed);
        return new FakeAgent(options, new Simulation(options.TimeProvider, options.Speed));
    }
}
