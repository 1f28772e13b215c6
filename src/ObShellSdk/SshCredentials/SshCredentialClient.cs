using ObShellSdk.Http;

namespace ObShellSdk.SshCredentials;

/// <summary>Manages SSH logins to the hosts of the cluster, which the agents store for their own use. Safe for concurrent use.</summary>
/// <remarks>
/// Where the agent tries a login, it asks the hosts one after the other and waits as long as the host's system does, which for one that is away can be longer than
/// <see cref="ObShellRetryOptions.AttemptTimeout"/>.
/// </remarks>
public class SshCredentialClient
{
    private readonly FacetConnection _connection;

    internal SshCredentialClient(ObShellConnection connection) => _connection = connection.ForFacet<CredentialJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected SshCredentialClient()
    {
    }

    /// <summary>Stores a credential after the agent has logged in to all its targets.</summary>
    /// <param name="request">The credential.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The credential as stored.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> is not valid; the message says why.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.CredentialSSHValidationFailed"/> when a login failed; <see cref="ObShellErrorCodes.CredentialNameAlreadyExists"/>;
    /// <see cref="ObShellErrorCodes.CredentialHostAlreadyExists"/>, as a host has one credential; <see cref="ObShellErrorCodes.CredentialHostNotInAllAgent"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, look for the name in the list: a second try would be refused.</exception>
    /// <remarks><c>POST /api/v1/security/credential</c>, obshell 4.4.0 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<SshCredential> CreateAsync(CreateSshCredentialRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.AnsweredCommandAsync<CreateSshCredentialRequest, SshCredential>(
            Since.V4_4_0, HttpMethod.Post, $"/api/v1/security/credential", request, options, cancellationToken);
    }

    /// <summary>Gets a credential, without its password.</summary>
    /// <param name="credentialId">The <see cref="SshCredential.CredentialId"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="credentialId"/> is less than 1.</exception>
    /// <returns>A credential, without its password.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.CredentialNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/security/credential/{id}</c>, obshell 4.4.0 and later, asked of an agent of an initialized cluster.</remarks>
    public virtual Task<SshCredential> GetAsync(long credentialId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credentialId, 1);
        return _connection.QueryAsync<SshCredential>(Since.V4_4_0, HttpMethod.Get, $"/api/v1/security/credential/{credentialId}", options, cancellationToken);
    }

    /// <summary>Replaces a credential, with or without its password, after the agent has logged in to all its targets.</summary>
    /// <param name="credentialId">The <see cref="SshCredential.CredentialId"/>.</param>
    /// <param name="request">The new content of the credential.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The credential as stored; its <see cref="SshCredential.UpdateTime"/> may still be the old one.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> breaks one of its rules, or <paramref name="credentialId"/> is less than 1.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.CredentialNotFound"/>; <see cref="ObShellErrorCodes.CredentialSSHValidationFailed"/> when a login failed;
    /// <see cref="ObShellErrorCodes.CredentialDecryptFailed"/> when no new password is given and the stored one cannot be decrypted; and as for <see cref="CreateAsync"/>.
    /// </exception>
    /// <remarks><c>PATCH /api/v1/security/credential/{id}</c>, obshell 4.4.0 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<SshCredential> UpdateAsync(
        long credentialId, UpdateSshCredentialRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credentialId, 1);
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.AnsweredCommandAsync<UpdateSshCredentialRequest, SshCredential>(
            Since.V4_4_0, HttpMethod.Patch, $"/api/v1/security/credential/{credentialId}", request, options, cancellationToken);
    }

    /// <summary>Deletes a credential.</summary>
    /// <param name="credentialId">The <see cref="SshCredential.CredentialId"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="credentialId"/> is less than 1.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.CredentialNotFound"/>.</exception>
    /// <remarks><c>DELETE /api/v1/security/credential/{id}</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task DeleteAsync(long credentialId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credentialId, 1);
        return _connection.CommandAsync(Since.V4_4_0, HttpMethod.Delete, $"/api/v1/security/credential/{credentialId}", options, cancellationToken);
    }

    /// <summary>Deletes several credentials; those that do not exist are ignored.</summary>
    /// <param name="credentialIds">The <see cref="SshCredential.CredentialId"/> of each; at least one.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="credentialIds"/> is empty.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>DELETE /api/v1/security/credentials</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task DeleteManyAsync(IReadOnlyList<long> credentialIds, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(
            Since.V4_4_0, HttpMethod.Delete, $"/api/v1/security/credentials", CredentialIds.Of(credentialIds, nameof(credentialIds)), options, cancellationToken);

    /// <summary>Lists the credentials page by page as they are read. Credentials that are added meanwhile are not returned twice.</summary>
    /// <param name="filter">Which credentials. Default: all, the oldest first.</param>
    /// <param name="pageSize">Credentials a call, from 1. Default: 100.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="pageSize"/> is less than 1.</exception>
    /// <returns>The credentials page by page as they are read.</returns>
    /// <remarks><c>GET /api/v1/security/credentials</c>, obshell 4.4.0 and later.</remarks>
    public virtual IAsyncEnumerable<SshCredential> ListAsync(
        SshCredentialFilter? filter = null, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Paging.ReadAllAsync(pageSize, (number, token) => GetPageAsync(filter, number, pageSize, options, token), credential => credential.CredentialId, cancellationToken);
    }

    /// <summary>Gets one page of the credentials.</summary>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageSize">Credentials a page, from 1.</param>
    /// <param name="filter">Which credentials. Default: all, the oldest first.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>One page of the credentials.</returns>
    /// <exception cref="ArgumentException">A number is less than 1.</exception>
    /// <remarks><c>GET /api/v1/security/credentials</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<Page<SshCredential>> GetPageAsync(
        SshCredentialFilter? filter = null, int page = 1, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        filter ??= new SshCredentialFilter();
        QueryString query = new QueryString()
            .Add("credential_id", filter.CredentialId)
            .Add("target_type", filter.TargetType?.Value)
            .Add("key_word", filter.Keyword)
            .Add("page", page)
            .Add("page_size", pageSize)
            .Add("sort", (filter.SortBy ?? SshCredentialSort.Id).Value)
            .Add("sort_order", filter.Descending ? "desc" : "asc");
        return _connection.QueryAsync<Page<SshCredential>>(Since.V4_4_0, HttpMethod.Get, $"/api/v1/security/credentials{query}", options, cancellationToken);
    }

    /// <summary>Validates a credential without storing it: the agent logs in to each of its targets.</summary>
    /// <param name="request">The credential.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>How each login ended; a failed one is no exception.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> is not valid; the message says why.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.CommonInvalidIp"/>.</exception>
    /// <remarks><c>POST /api/v1/security/credential/validate</c>, obshell 4.4.0 and later, asked of an agent of an initialized cluster. An attempt gets at least
    /// 90 s and is not retried after a timeout, since every attempt logs in to the hosts.</remarks>
    public virtual Task<CredentialValidationResult> ValidateAsync(
        ValidateSshCredentialRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.With(OperationTraits.Slow).QueryAsync<ValidateSshCredentialRequest, CredentialValidationResult>(
            Since.V4_4_0, HttpMethod.Post, $"/api/v1/security/credential/validate", request, options, cancellationToken);
    }

    /// <summary>Validates stored credentials: the agent logs in to each of their targets.</summary>
    /// <param name="credentialIds">The <see cref="SshCredential.CredentialId"/> of each; at least one.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>How each login ended, in the order of the ids; a failed one is no exception.</returns>
    /// <exception cref="ArgumentException"><paramref name="credentialIds"/> is empty.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.CredentialNotFound"/> when one of them does not exist.</exception>
    /// <remarks><c>POST /api/v1/security/credentials/validate</c>, obshell 4.4.0 and later, asked of an agent of an initialized cluster. An attempt gets at least
    /// 90 s and is not retried after a timeout, since every attempt logs in to the hosts.</remarks>
    public virtual Task<IReadOnlyList<CredentialValidationResult>> ValidateStoredAsync(
        IReadOnlyList<long> credentialIds, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryListAsync<CredentialIds, CredentialValidationResult>(
            Since.V4_4_0, HttpMethod.Post, $"/api/v1/security/credentials/validate", CredentialIds.Of(credentialIds, nameof(credentialIds)), options, cancellationToken);

    /// <summary>Changes the key for the stored passwords and encrypts them again, either all or none.</summary>
    /// <param name="key">The new key.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not Base64 of 32 bytes.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">
    /// Refused. If a stored password cannot be decrypted with the present key, usually with HTTP 500 and <see cref="ObShellErrorCodes.CommonUnexpected"/>;
    /// <see cref="ObShellErrorCodes.CredentialDecryptFailed"/> only if the stored text is too short to be one.
    /// </exception>
    /// <remarks><c>PUT /api/v1/security/credential/encrypt-secret-key</c>, obshell 4.4.0 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task UpdateEncryptionKeyAsync(CredentialEncryptionKey key, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        key.Validate(nameof(key));
        return _connection.CommandAsync(Since.V4_4_0, HttpMethod.Put, $"/api/v1/security/credential/encrypt-secret-key", key, options, cancellationToken);
    }
}
