namespace ObShellSdk.Testing;

/// <summary>The OBProxy that an agent manages.</summary>
public sealed record FakeObProxy
{
    /// <summary>The application name.</summary>
    public required string Name { get; init; }

    /// <summary>The installation directory.</summary>
    public required string HomePath { get; init; }

    /// <summary>The version and build, such as <c>4.3.0.0-1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The SQL port.</summary>
    public required int SqlPort { get; init; }

    /// <summary>Whether the process is running.</summary>
    public required bool IsRunning { get; init; }
}
