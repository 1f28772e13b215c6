using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ObShellSdk.Testing;

/// <summary>How a <see cref="FakeAgent"/> starts. Everything has a default: an agent 4.5.0.0 of an initialised cluster.</summary>
public sealed class FakeAgentOptions
{
    /// <summary>Password of root@sys. Null: not initialised. Default: the empty password.</summary>
    public string? Password { get; set; } = "";

    /// <summary>Password of this agent alone. Default: null, none set.</summary>
    public string? AgentPassword { get; set; }

    /// <summary>TCP port. Default: 0, any free one; read it from <see cref="FakeAgent.Port"/>.</summary>
    public int Port { get; set; }

    /// <summary>The address of this host to listen on; <see cref="IPAddress.Any"/> for all of them, as in a container. Default: <see cref="IPAddress.Loopback"/>.</summary>
    /// <remarks>An agent holds nothing of value, but everybody who reaches it can use it, so listen on other addresses only where that is wanted.</remarks>
    public IPAddress ListenAddress { get; set; } = IPAddress.Loopback;

    /// <summary>Size of the RSA key in bits, 512 to 4096. Default: 1024, as agents since 4.4.2 have it; older ones have 512.</summary>
    public int KeyBits { get; set; } = 1024;

    /// <summary>The agent's own RSA key as PEM (PKCS#1 or PKCS#8), where its <see cref="FakeAgent.PublicKeyFingerprint"/> must be known beforehand. Default: null, a new one of <see cref="KeyBits"/>.</summary>
    public string? PrivateKeyPem { get; set; }

    /// <summary>Version that the agent reports and behaves like, 4.2.2.0 and later. 4.2.2.x speaks authentication version 1.</summary>
    public string Version { get; set; } = "4.5.0.0-12026050100";

    /// <summary>Role of the agent, see <see cref="FakeAgentIdentity"/>. Default: a member of a cluster.</summary>
    public string Identity { get; set; } = FakeAgentIdentity.ClusterAgent;

    /// <summary>
    /// Whether the agent came to a cluster that was running already, which leaves a DAG "Take over" of its own. Default: false, none.
    /// </summary>
    public bool TookOver { get; set; }

    /// <summary>True for a build without encryption: no header is wanted or read, bodies are plain. Default: false.</summary>
    public bool EncryptionDisabled { get; set; }

    /// <summary>The clock behind every timestamp, expiry and scripted delay. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How far the agent's clock runs ahead of <see cref="TimeProvider"/>; negative: behind. Default: zero.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The time zone of the agent's host, daylight saving included. Default: UTC.</summary>
    /// <remarks>
    /// The agent's own times are in it: <c>timestamp</c>, <c>GET time</c>, log lines, and the times of DAGs that belong to one agent. Times that come from
    /// the database carry its offset too, although they are wall-clock times of <see cref="DatabaseTimeZone"/>; this is what real agents do.
    /// </remarks>
    public TimeZoneInfo HostTimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The time zone of the database, which is that of root@sys. Default: null, that of <see cref="HostTimeZone"/>. In a <see cref="FakeCluster"/>, that of the first agent applies.</summary>
    /// <remarks>OceanBase's own default is +08:00. Where it differs from the host's, times of cluster DAGs, backups and restores are off by the difference.</remarks>
    public TimeZoneInfo? DatabaseTimeZone { get; set; }

    /// <summary>How far the database's clock runs ahead of the agent's; negative: behind. Default: zero. In a <see cref="FakeCluster"/>, that of the first agent applies.</summary>
    public TimeSpan DatabaseClockOffset { get; set; }

    /// <summary>How fast tasks, backups and restores go: 2 is twice as fast. More than zero. Default: 1, a task takes a few seconds.</summary>
    public double Speed { get; set; } = 1;

    /// <summary>Whether connections break while a task restarts the agent, as they do on a real one. Default: true.</summary>
    public bool GoesAwayDuringUpgrade { get; set; } = true;

    /// <summary>True for https with a throw-away certificate for 127.0.0.1 and localhost. Default: false.</summary>
    public bool UseTls { get; set; }

    /// <summary>The certificate to show under <see cref="UseTls"/>, with its private key; the agent does not dispose of it. Default: null, a throw-away one.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The authority whose certificates callers must show under <see cref="UseTls"/> (mutual TLS). Default: null, none is asked for.</summary>
    public X509Certificate2? ClientAuthority { get; set; }

    /// <summary>Address that the agent reports as its own; where it listens does not follow it. Default: 127.0.0.1.</summary>
    public string ReportedIp { get; set; } = "127.0.0.1";
}
