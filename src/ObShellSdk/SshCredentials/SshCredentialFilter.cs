
namespace ObShellSdk.SshCredentials;

/// <summary>Which credentials to list. Members that are null do not filter.</summary>
public sealed record SshCredentialFilter
{
    /// <summary>The one with this id.</summary>
    public long? CredentialId { get; init; }

    /// <summary>That open this.</summary>
    public CredentialTargetType? TargetType { get; init; }

    /// <summary>With this in their name, user name or addresses; <c>%</c> and <c>_</c> stand for any text and any letter.</summary>
    public string? Keyword { get; init; }

    /// <summary>What to sort by. Default: <see cref="SshCredentialSort.Id"/>.</summary>
    public SshCredentialSort? SortBy { get; init; }

    /// <summary>Whether the last come first. Default: false.</summary>
    public bool Descending { get; init; }
}
