namespace ObShellSdk.Testing.State.Cluster;

/// <summary>The observer of an agent. Whether it runs is the agent's <see cref="AgentState.ObState"/>.</summary>
internal sealed class ObserverState
{
    private const int DefaultSqlPort = 2881;
    private const int DefaultRpcPort = 2882;

    /// <summary>The version and build, as in the name of its package.</summary>
    public string Version { get; set; } = "4.3.5.1-101000042025031818";

    public int SqlPort { get; set; } = DefaultSqlPort;

    public int RpcPort { get; set; } = DefaultRpcPort;

    /// <summary>The start options of this observer in addition to those of the cluster.</summary>
    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>The time it was stopped, or null if it is in service.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    public DateTimeOffset StartedAt { get; set; } = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    public bool IsBeingDeleted { get; set; }

    public void Reset()
    {
        (StoppedAt, IsBeingDeleted) = (null, false);
        Options.Clear();
    }

    /// <summary>Reads the ports from the options that set them.</summary>
    public void TakePorts()
    {
        SqlPort = PortOf("mysql_port") ?? SqlPort;
        RpcPort = PortOf("rpc_port") ?? RpcPort;
    }

    private int? PortOf(string name)
        => Options.TryGetValue(name, out var text) && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var port) ? port : null;
}
