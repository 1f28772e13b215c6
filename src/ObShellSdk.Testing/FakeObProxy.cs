namespace ObShellSdk.Testing;

/// <summary>The obproxy that an agent manages.</summary>
public sealed record FakeObProxy
{
    /// <summary>Name of its application.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is installed.</summary>
    public required string HomePath { get; init; }

    /// <summary>Version and build, such as <c>4.3.0.0-1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Port for SQL.</summary>
    public required int SqlPort { get; init; }

    /// <summary>Whether its process runs.</summary>
    public required bool IsRunning { get; init; }
}
