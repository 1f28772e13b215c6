
namespace ObShellSdk.Testing.State.Contents;

/// <summary>A session of a tenant, running a statement or idle.</summary>
internal sealed class TenantSession
{
    public required long Id { get; init; }

    public required string User { get; init; }

    public required string Database { get; init; }

    public required string Host { get; init; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>The running statement, or null if the session is idle.</summary>
    public string? Statement { get; set; }

    public bool IsActive => Statement is not null;
}
