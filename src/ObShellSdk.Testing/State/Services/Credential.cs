namespace ObShellSdk.Testing.State.Services;

/// <summary>A stored SSH login.</summary>
internal sealed record Credential
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Username { get; init; }

    public required AgentAddress[] Targets { get; init; }

    public required string Passphrase { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
