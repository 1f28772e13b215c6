using ObShellSdk.Packages;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Packages;

/// <summary>The three ways for a package to an agent, for tests that hold for all of them.</summary>
internal static class UploadRoute
{
    public const string Plain = "/api/v1/package";
    public const string Encrypted = "/api/v1/upgrade/package";
    public const string ObProxy = "/api/v1/obproxy/package";

    public const string ObserverName = "oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm";
    public const string ObProxyName = "obproxy-ce-4.3.0.0-11.el8.x86_64.rpm";

    private const string AgentPassword = "the agent's own";

    public static TheoryData<string> All => [Plain, Encrypted, ObProxy];

    /// <summary>An agent that has packages of the cluster on this route, and on no newer one.</summary>
    public static Task<FakeAgent> StartAgentAsync(string route, Action<FakeAgentOptions>? configure = null) => TestClients.StartAgentAsync(options =>
    {
        options.AgentPassword = AgentPassword;
        options.Version = route == Plain ? "4.5.0.0-1" : "4.2.6.0-1";
        configure?.Invoke(options);
    });

    public static ObShellClient Connect(FakeAgent agent, UploadWire? wire = null, Action<ObShellClientOptions>? configure = null) => TestClients.Connect(agent, options =>
    {
        options.Credential = ObShellCredential.FromPasswords(TestClients.Password, AgentPassword);
        options.Transport = wire;
        configure?.Invoke(options);
    });

    public static PackageFile File(string route, Stream stream, string? sha256 = null) => PackageFile.FromStream(stream, route == ObProxy ? ObProxyName : ObserverName, sha256);

    public static Task<UpgradePackage> UploadAsync(
        ObShellClient client, string route, PackageFile file, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) => route == ObProxy
        ? client.ObProxy.UploadAsync(file, progress: progress, cancellationToken: cancellationToken)
        : client.Packages.UploadAsync(file, progress: progress, cancellationToken: cancellationToken);

    /// <summary>What the agent has got, whatever it was.</summary>
    public static IReadOnlyList<FakePackage> Stored(FakeAgent agent, string route) => route == ObProxy ? agent.ObProxyPackages : agent.Packages;
}

/// <summary>Keeps all that was reported, and does something at each report.</summary>
internal sealed class Reports(Action<UploadProgress>? then = null) : IProgress<UploadProgress>
{
    public List<UploadProgress> All { get; } = [];

    public void Report(UploadProgress value)
    {
        All.Add(value);
        then?.Invoke(value);
    }
}
