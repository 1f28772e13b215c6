using System.Net;
using ObShellSdk;
using ObShellSdk.Testing;

namespace StandaloneAgent;

/// <summary>What the user asked for.</summary>
internal sealed record AgentOrder
{
    /// <summary>Of the first agent; further ones follow. 0: any free ones.</summary>
    public required int Port { get; init; }

    public required IPAddress Listen { get; init; }

    public required int Agents { get; init; }

    /// <summary>How many more there are that belong to no cluster.</summary>
    public required int Hosts { get; init; }

    /// <summary>See <see cref="FakeAgentIdentity"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>Null: as it is with that identity.</summary>
    public Secret? Password { get; init; }

    public Secret? AgentPassword { get; init; }

    public required int KeyBits { get; init; }

    /// <summary>Null: whatever the version speaks.</summary>
    public AuthenticationVersion? Auth { get; init; }

    public required double Speed { get; init; }

    public bool UseTls { get; init; }

    public TimeSpan ClockOffset { get; init; }

    /// <summary>Null for none.</summary>
    public NamedSeed? Seed { get; init; }
}

/// <summary>A seed, and where it came from.</summary>
internal sealed record NamedSeed(string Name, FakeSeed Seed);

internal enum AuthenticationVersion
{
    V1,
    V2,
}
