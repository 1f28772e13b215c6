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

/// <summary>An obshell agent in this process that speaks the real wire, encryption included, from state that the test sets.</summary>
/// <remarks>
/// Listens on 127.0.0.1 unless <see cref="FakeAgentOptions.ListenAddress"/> says otherwise. What it answers follows <see cref="Version"/>, <see cref="Identity"/>, the passwords and the tenants, all
/// of which may be changed at any time. Scripted behaviour is added with <see cref="On"/>; stubs of <see cref="WireMock"/> replace or
/// add routes and see requests decrypted. Safe for parallel requests. Agents share nothing, but for
/// those of one <see cref="FakeCluster"/>, which know each other.
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
        _ownCertificate = options is { UseTls: true, Certificate: null } ? ThrowAwayCertificate.Create() : null;
        Certificate = options.UseTls ? _ownCertificate ?? options.Certificate : null;
        _clientAuthority = options.ClientAuthority;
        _address = options.ListenAddress;
        (_front, _stopping) = Listen(options.Port);
        Endpoint = new Uri($"{(options.UseTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{new IPEndPoint(IsEveryAddress(_address) ? IPAddress.Loopback : _address, Port)}");
        simulation.Join(State);
        if (options.TookOver)
        {
            simulation.Run(now => State.Create(BirthPlans.TakeOver(), now));
        }
    }

    /// <summary>Where the agent listens, without a path; with 127.0.0.1 if it listens on all addresses of this host.</summary>
    public Uri Endpoint { get; }

    /// <summary>The TCP port.</summary>
    public int Port => State.Port;

    /// <summary>The address that the agent reports as its own, and by which others of a <see cref="FakeCluster"/> know it, with <see cref="Port"/>.</summary>
    public string ReportedIp => State.ReportedIp;

    /// <summary>Password of root@sys, the same for all members of a cluster. Null: not initialised; <c>""</c>: initialised and empty.</summary>
    public string? Password
    {
        get => State.Simulation.Run(_ => State.Password);
        set => State.Simulation.Run(_ => State.Password = value);
    }

    /// <summary>Changes the password of root@sys as <c>ALTER USER</c> does: in the database, where no agent notices.</summary>
    /// <remarks>
    /// Each agent keeps accepting the old password until a request with the new one arrives at it; from then on it rejects the old one, and its sessions
    /// are closed. While <see cref="ObState"/> is not 3, it accepts only the one that it remembers. Setting <see cref="Password"/> tells all agents at once.
    /// </remarks>
    /// <param name="newPassword">The new password; it may be empty.</param>
    public void ChangeRootPasswordInDatabase(string newPassword)
    {
        ArgumentNullException.ThrowIfNull(newPassword);
        State.Simulation.Run(_ => State.Cluster.ChangeRootPasswordInDatabase(newPassword));
    }

    /// <summary>Password of this agent alone; null: none set.</summary>
    public string? AgentPassword
    {
        get => State.AgentPassword;
        set => State.AgentPassword = value;
    }

    /// <summary>Role of the agent, see <see cref="FakeAgentIdentity"/>.</summary>
    public string Identity
    {
        get => State.Simulation.Run(_ => State.Identity);
        set => State.Simulation.Run(_ => State.Identity = value);
    }

    /// <summary>Version that the agent reports and behaves like.</summary>
    /// <exception cref="ArgumentException">Set to no version, or to one before 4.2.2.</exception>
    public string Version
    {
        get => State.Simulation.Run(_ => State.Version.Text);
        set => State.Version = AgentVersion.Parse(value);
    }

    /// <summary>How far the agent's clock runs ahead of its <see cref="FakeAgentOptions.TimeProvider"/>; negative: behind.</summary>
    public TimeSpan ClockOffset
    {
        get => State.Clock.Offset;
        set => State.Clock.Offset = value;
    }

    /// <summary>State of the service as <c>info</c> and <c>status</c> report it: 1 starting, 2 running (the default), 3 stopping, 4 stopped.</summary>
    public int ServiceState
    {
        get => State.ServiceState;
        set => State.ServiceState = value;
    }

    /// <summary>State of the observer as <c>status</c> reports it: 0 no process, 1 process, 2 restricted, 3 usable (the default).</summary>
    public int ObState
    {
        get => State.Simulation.Run(_ => State.ObState);
        set => State.Simulation.Run(_ => State.ObState = value);
    }

    /// <summary>Makes <c>status</c> report a maintenance, which it does by itself during a maintenance task. Changes no other answer.</summary>
    public bool UnderMaintenance
    {
        get => State.UnderMaintenance;
        set => State.UnderMaintenance = value;
    }

    /// <summary>Where a <see cref="FakeAgentIdentity.Follower"/> passes calls on to; null: it knows no master.</summary>
    public FakeAgent? Master
    {
        get => State.Simulation.Run(_ => State.Master);
        set => State.Simulation.Run(_ => State.Master = value);
    }

    /// <summary>The present public key: base64 of its PKCS#1 form.</summary>
    public string PublicKey => State.Key.PublicKey;

    /// <summary>Lower-case hex SHA-256 of the decoded <see cref="PublicKey"/>.</summary>
    public string PublicKeyFingerprint => State.Key.Fingerprint;

    /// <summary>The certificate under <see cref="FakeAgentOptions.UseTls"/>, else null.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Lower-case hex SHA-256 of <see cref="Certificate"/>; null without one.</summary>
    public string? CertificateFingerprint
        => Certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant();

    /// <summary>The user tenants, in the order in which they were added.</summary>
    public IReadOnlyCollection<FakeTenant> Tenants => State.Simulation.Run(_ => State.Tenants.ToArray());

    /// <summary>Every request in the order of arrival, answered or not. A new list each time.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _log.All;

    /// <summary>The requests to one route, in the order of arrival, whatever became of them. A new list each time.</summary>
    /// <remarks>A client's questions for version and key are requests to other routes, and do not show here.</remarks>
    /// <param name="path">The whole decoded path without query, as for <see cref="On"/>; any method.</param>
    /// <returns>The requests; for what was carried out look at <see cref="ReceivedRequest.Executed"/>.</returns>
    public IReadOnlyList<ReceivedRequest> RequestsTo(string path)
    {
        var pattern = new PathPattern(path);
        return Array.FindAll(_log.All, request => pattern.Matches(request.Path));
    }

    /// <summary>The requests to one route with one method, see <see cref="RequestsTo(string)"/>.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">The whole decoded path without query, as for <see cref="On"/>.</param>
    /// <returns>The requests.</returns>
    public IReadOnlyList<ReceivedRequest> RequestsTo(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        return [.. RequestsTo(path).Where(request => request.Method == method.Method)];
    }

    /// <summary>The requests that no route, rule or stub knew; each got the real agent's answer for an unknown route.</summary>
    public IReadOnlyList<ReceivedRequest> UnexpectedRequests => _log.Unexpected;

    /// <summary>The server behind the agent. Its stubs go before the agent's own and after authentication.</summary>
    /// <remarks>
    /// Operations of the obshell contract are authenticated before a stub sees them, other paths are not. Bodies are in clear, but
    /// for uploads, which are empty here. The request log is off; switch it on with <c>SetMaxRequestLogCount</c>.
    /// </remarks>
    public WireMockServer WireMock => _front.Server;

    internal AgentState State { get; }

    /// <summary>Starts an agent; completes once it accepts requests.</summary>
    /// <param name="options">How it starts; null for a member of an initialised cluster with an empty root password.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The running agent. Dispose it.</returns>
    /// <exception cref="ArgumentException"><see cref="FakeAgentOptions.ListenAddress"/> is not an address of this host.</exception>
    /// <exception cref="IOException">The port of <see cref="FakeAgentOptions.Port"/> is in use.</exception>
    public static Task<FakeAgent> StartAsync(FakeAgentOptions? options = null, CancellationToken cancellationToken = default)
        => Task.Run(() => Start(options ?? new FakeAgentOptions()), cancellationToken);

    /// <summary>Replaces the key pair: every header that was made for the old one is refused from now on.</summary>
    /// <param name="keyBits">Size of the new key, 512 to 4096. Default: that of the present one.</param>
    public void RotateKey(int? keyBits = null) => State.Key = AgentKey.Generate(keyBits ?? State.Key.Bits);

    /// <summary>Adds a user tenant without backups.</summary>
    /// <param name="name">Its name, case-sensitive.</param>
    /// <returns>The tenant, to set it up further.</returns>
    /// <exception cref="ArgumentException">There is one of that name; <c>sys</c> is always there.</exception>
    public FakeTenant AddTenant(string name) => State.Simulation.Run(_ => State.Tenants.AddEverywhere(name));

    /// <summary>Finds a user tenant.</summary>
    /// <param name="name">Its name, case-sensitive.</param>
    /// <returns>The tenant, or null.</returns>
    public FakeTenant? FindTenant(string name) => State.Simulation.Run(_ => State.Tenants.Find(name));

    /// <summary>Scripts what happens to requests of one route.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">The whole decoded path, such as <c>/api/v1/tenant/{name}/backup/overview</c>; a placeholder fits any segment.</param>
    /// <returns>The rule, in force at once; it does nothing until told what.</returns>
    public FakeRule On(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        return _rules.Add(method, path);
    }

    /// <summary>Scripts a GET route, see <see cref="On"/>.</summary>
    /// <param name="path">The whole decoded path.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnGet(string path) => On(HttpMethod.Get, path);

    /// <summary>Scripts a POST route, see <see cref="On"/>.</summary>
    /// <param name="path">The whole decoded path.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnPost(string path) => On(HttpMethod.Post, path);

    /// <summary>Scripts a PUT route, see <see cref="On"/>.</summary>
    /// <param name="path">The whole decoded path.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnPut(string path) => On(HttpMethod.Put, path);

    /// <summary>Scripts a PATCH route, see <see cref="On"/>.</summary>
    /// <param name="path">The whole decoded path.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnPatch(string path) => On(HttpMethod.Patch, path);

    /// <summary>Scripts a DELETE route, see <see cref="On"/>.</summary>
    /// <param name="path">The whole decoded path.</param>
    /// <returns>The rule.</returns>
    public FakeRule OnDelete(string path) => On(HttpMethod.Delete, path);

    /// <summary>Scripts what happens to every request.</summary>
    /// <returns>The rule.</returns>
    public FakeRule OnAny() => _rules.Add(method: null, path: null);

    /// <summary>Waits until so many requests have arrived, counted from the agent's start; they need not be answered.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Completes at once if they are there already.</returns>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) => _log.WaitForAsync(count, cancellationToken);

    private static bool IsEveryAddress(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static FakeAgent Start(FakeAgentOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed);
        return new FakeAgent(options, new Simulation(options.TimeProvider, options.Speed));
    }
}
