
namespace ObShellSdk.SshCredentials;

/// <summary>Several credentials.</summary>
internal sealed record CredentialIds
{
    public required IReadOnlyList<long> CredentialIdList { get; init; }

    public static CredentialIds Of(IReadOnlyList<long> ids, string name)
    {
        ArgumentNullException.ThrowIfNull(ids, name);
        return ids.Count > 0 ? new CredentialIds { CredentialIdList = ids } : throw new ArgumentException("There must be at least one id.", name);
    }
}
