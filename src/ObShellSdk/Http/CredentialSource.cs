using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>Where calls get their credential from: a fixed one, or a provider of the application.</summary>
internal sealed class CredentialSource(ObShellCredential credential)
{
    private volatile ObShellCredential? _lastResolved;

    /// <summary>As the application gave it.</summary>
    public ObShellCredential Credential { get; } = credential;

    /// <summary>The credential as far as it is known without asking its provider: what is to be masked where no credential is sent.</summary>
    public ObShellCredential Known => _lastResolved ?? Credential;

    /// <summary>Asks the provider.</summary>
    /// <exception cref="ObShellLocalException">The provider failed.</exception>
    public async ValueTask<ObShellCredential> ResolveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            ObShellCredential credential = await Credential.ResolveAsync(cancellationToken).ConfigureAwait(false);
            _lastResolved = credential;
            return credential;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure.Local(attempt.Facts(mayHaveRun: false), "the credential provider failed", exception, isTransient: true);
        }
    }
}
