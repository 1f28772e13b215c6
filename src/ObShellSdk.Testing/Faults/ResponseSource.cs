using ObShellSdk.Testing.Http;

namespace ObShellSdk.Testing.Faults;

/// <summary>Where the content of a <see cref="FakeResponse"/> comes from.</summary>
internal abstract record ResponseSource
{
    public sealed record Agent : ResponseSource;

    public sealed record Error(Protocol.Failure Failure) : ResponseSource;

    public sealed record Data(string Json) : ResponseSource;

    public sealed record Raw(WireResponse Response) : ResponseSource;
}
