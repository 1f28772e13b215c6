using System.Text.RegularExpressions;
using ObShellSdk.Http;

namespace ObShellSdk.Packages;

/// <summary>Manages the packages for upgrades of observers and agents, which the cluster stores for all agents. Safe for concurrent use.</summary>
/// <remarks>Upload packages of OBProxy with <see cref="ObProxy.ObProxyClient.UploadAsync"/>, to the agent that needs them.</remarks>
public partial class PackageClient
{
    private readonly FacetConnection _connection;

    internal PackageClient(ObShellConnection connection) => _connection = connection.ForFacet<PackageJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected PackageClient()
    {
    }

    /// <summary>Uploads a package, streaming it in constant memory.</summary>
    /// <param name="file">The package: <c>oceanbase-ce</c>, its libraries, or <c>obshell</c>, for the edition of the cluster.</param>
    /// <param name="progress">Receives the progress after each part, synchronously: a slow handler slows down the upload. Default: null.</param>
    /// <param name="options">Options for this call, or null to use the client's with a timeout of one hour. <see cref="ObShellRetryOptions.AttemptTimeout"/> limits the time for one part.</param>
    /// <param name="cancellationToken">A token to cancel the request. A canceled upload leaves nothing on the agent.</param>
    /// <returns>The package as the agent read it from the file.</returns>
    /// <exception cref="ArgumentException"><paramref name="file"/> is null or empty.</exception>
    /// <exception cref="ObShellLocalException">
    /// The file does not have the SHA-256 that was given for it, or changed while it was sent (an <see cref="InvalidDataException"/> inside), or its stream or
    /// <paramref name="progress"/> threw. No agent keeps anything of it unless <see cref="ObShellException.MayHaveRun"/>.
    /// </exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.PackageNameNotSupport"/> or <see cref="ObShellErrorCodes.PackageMissingFile"/>.</exception>
    /// <exception cref="ObShellException">
    /// If <see cref="ObShellException.MayHaveRun"/> is true, the agent received the whole file but its response was lost: check with <see cref="FindUploadedAsync"/>.
    /// If the connection breaks earlier, nothing is left on the agent, and the file is resent from its beginning if its stream can seek.
    /// </exception>
    /// <remarks>
    /// <c>POST /api/v1/package</c>, obshell 4.3.0 and later: in clear, vouched for by its digest, without a password. Older agents, and streams whose
    /// digest cannot be told before they are sent: <c>POST /api/v1/upgrade/package</c>, obshell 4.2.3 and later, encrypted as a whole, which the agent holds in
    /// memory several times: an upload of 73 MB took 400 MB of the agent's memory, so allow for five to six times the length of the file. The same package uploaded twice
    /// is stored twice, and the newer one counts.
    /// <para>
    /// The agent stores a package in pieces of 8,388,607 bytes and counts them without the signature at the beginning of the file. If a file is longer than its
    /// <see cref="UpgradePackage.ChunkCount"/> times that number, the agent loses its end; the client logs a warning.
    /// </para>
    /// </remarks>
    public virtual Task<UpgradePackage> UploadAsync(
        PackageFile file, ObShellCallOptions? options = null, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ApiOperation encrypted = ApiOperation.Upload(Since.V4_2_3, $"/api/v1/upgrade/package").With(OperationTraits.UntaggedAnswer);
        ApiOperation operation = file.HasDigest
            ? ApiOperation.Upload(Since.V4_3_0, $"/api/v1/package").With(OperationTraits.SignedByDigest) with { Earlier = (Since.V4_3_0, encrypted) }
            : encrypted;
        return _connection.UploadPackageAsync(operation, file, progress, options, cancellationToken);
    }

    /// <summary>Lists the packages in the cluster, newest upload first. If a package was uploaded several times, only the newest upload is listed.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The packages in the cluster, newest upload first.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> off the cluster.</exception>
    /// <remarks><c>GET /api/v1/upgrade/package/info</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<IReadOnlyList<UpgradePackage>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<UpgradePackage>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/upgrade/package/info", options, cancellationToken);

    /// <summary>Finds a package that the cluster already has, for example after an upload whose response was lost. The file is not sent.</summary>
    /// <param name="file">
    /// The package, which is known by the MD5 that RPM wrote into it, whatever the file is called; a stream that cannot seek, by its name, which must then be the
    /// one that RPM gives, such as <c>oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm</c>.
    /// </param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>
    /// The newest upload of the package, or null if the cluster has none. An earlier upload of the same package is found as well: note the highest
    /// <see cref="UpgradePackage.Id"/> of <see cref="ListAsync"/> before an upload; a higher one is newer. Do not compare <see cref="UpgradePackage.UploadedAt"/> with a clock. While the
    /// agent still stores the package, look again a little later.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="file"/> is empty, or has neither such an MD5 nor such a name.</exception>
    /// <exception cref="IOException">The file could not be read; also what else its stream throws.</exception>
    /// <exception cref="ObShellVersionException">The agent is too old to list packages. Upload again: the newer one counts.</exception>
    /// <remarks><c>GET /api/v1/upgrade/package/info</c>, obshell 4.3.0 and later.</remarks>
    public virtual async Task<UpgradePackage?> FindUploadedAsync(PackageFile file, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        string? md5 = await file.ReadMd5Async(cancellationToken).ConfigureAwait(false);
        if (md5 is null && !RpmName().IsMatch(file.FileName))
        {
            throw new ArgumentException($"The file {file.FileName} must be an RPM with an MD5, or its name must have the form name-version-release.architecture.rpm.", nameof(file));
        }

        return (await ListAsync(options, cancellationToken).ConfigureAwait(false)).FirstOrDefault(package => md5 is null ? package.FileName == file.FileName : package.Md5 == md5);
    }

    /// <summary>Deletes one upload of a package. An earlier upload of the same package then becomes effective again. Does nothing if there is no such upload.</summary>
    /// <param name="packageId">The <see cref="UpgradePackage.Id"/>, from 1.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="packageId"/> is less than 1.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> off the cluster.</exception>
    /// <remarks><c>DELETE /api/v1/upgrade/package/{id}</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task DeleteAsync(long packageId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(packageId, 1);
        return _connection.CommandAsync(Since.V4_4_0, HttpMethod.Delete, $"/api/v1/upgrade/package/{packageId}", options, cancellationToken);
    }

    [GeneratedRegex(@"^.+-[^-]+-[^-]+\.[^-.]+\.rpm\z")]
    private static partial Regex RpmName();
}
