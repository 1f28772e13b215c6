using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace ObShellSdk.Testing;

/// <summary>Options of a <see cref="FakeAgent"/>. The defaults are an agent of version 4.5.0.0 in an initialized cluster.</summary>
public sealed class FakeAgentOptions
{
    /// <summary>The password of root@sys, or null if the cluster is not initialized. Empty by default.</summary>
    public string? Password { get; set; } = "";

    /// <summary>The password of this agent, or null if it has none (the default).</summary>
    public string? AgentPassword { get; set; }

    /// <summary>The TCP port. By default 0, which selects a free port; see <see cref="FakeAgent.Port"/>.</summary>
    public int Port { get; set; }

    /// <summary>The address of this host to listen on; <see cref="IPAddress.Any"/> for all of them, as in a container. By default <see cref="IPAddress.Loopback"/>.</summary>
    /// <remarks>Everyone who can reach the agent can use it, so listen on other addresses only where that is intended.</remarks>
    public IPAddress ListenAddress { get; set; } = IPAddress.Loopback;

    /// <summary>The size of the RSA key in bits, from 512 to 4096. By default 1024, as in agents from 4.4.2 on; older agents have 512.</summary>
    public int KeyBits { get; set; } = 1024;

    /// <summary>The agent's RSA key as PEM (PKCS#1 or PKCS#8), for a <see cref="FakeAgent.PublicKeyFingerprint"/> known in advance. By default null: a new key of <see cref="KeyBits"/>.</summary>
    public string? PrivateKeyPem { get; set; }

    /// <summary>The version that the agent reports and whose behavior it has; 4.2.2.0 or later. 4.2.2.x uses authentication version 1.</summary>
    public string Version { get; set; } = "4.5.0.0-12026050100";

    /// <summary>The role of the agent, see <see cref="FakeAgentIdentity"/>. By default a member of a cluster.</summary>
    public string Identity { get; set; } = FakeAgentIdentity.ClusterAgent;

    /// <summary>
    /// Whether the agent joined a running cluster, which leaves a DAG "Take over" of its own. False by default.
    /// </summary>
    public bool TookOver { get; set; }

    /// <summary>True for an agent built without encryption: it requires and reads no header, and bodies are plain text. False by default.</summary>
    public bool EncryptionDisabled { get; set; }

    /// <summary>The clock for all timestamps, expiries and delays. By default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The difference of the agent's clock to <see cref="TimeProvider"/>; positive if it is ahead. Zero by default.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The time zone of the agent's host, including daylight saving time. UTC by default.</summary>
    /// <remarks>
    /// The agent's own times are in it: <c>timestamp</c>, <c>GET time</c>, log lines, and the times of DAGs that belong to one agent. Times that come from
    /// the database carry its offset too, although they are wall-clock times of <see cref="DatabaseTimeZone"/>; this is what real agents do.
    /// </remarks>
    public TimeZoneInfo HostTimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The time zone of the database, or null for <see cref="HostTimeZone"/> (the default). In a <see cref="FakeCluster"/>, that of the first agent applies.</summary>
    /// <remarks>OceanBase's own default is +08:00. Where it differs from the host's, times of cluster DAGs, backups and restores are off by the difference.</remarks>
    public TimeZoneInfo? DatabaseTimeZone { get; set; }

    /// <summary>The difference of the database's clock to the agent's; positive if it is ahead. Zero by default. In a <see cref="FakeCluster"/>, that of the first agent applies.</summary>
    public TimeSpan DatabaseClockOffset { get; set; }

    /// <summary>The speed of tasks, backups and restores; 2 is twice as fast. Must be greater than 0. By default 1: a task takes a few seconds.</summary>
    public double Speed { get; set; } = 1;

    /// <summary>Whether connections drop while an upgrade restarts the agent, as with a real agent. True by default.</summary>
    public bool RestartsDuringUpgrade { get; set; } = true;

    /// <summary>True for https, with a temporary certificate for 127.0.0.1 and localhost. False by default.</summary>
    public bool UseTls { get; set; }

    /// <summary>The server certificate for <see cref="UseTls"/>, with its private key, or null for a temporary one (the default). The agent does not dispose it.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The authority that must have issued the certificates of clients with <see cref="UseTls"/> (mutual TLS), or null to request none (the default).</summary>
    public X509Certificate2? ClientAuthority { get; set; }

    /// <summary>The IP address that the agent reports as its own. It always listens on 127.0.0.1, which is the default.</summary>
    public string ReportedIp { get; set; } = "127.0.0.1";
}
