using ObShellSdk.Http;

namespace ObShellSdk.Packages;

/// <summary>How rooms upload a package.</summary>
internal static class PackageUpload
{
    public static async Task<UpgradePackage> UploadPackageAsync(
        this FacetConnection connection, ApiOperation operation, PackageFile file, IProgress<UploadProgress>? progress, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        (Stream stream, bool isOurs) = file.Open();
        try
        {
            FileProgress? counts = progress is null ? null : new FileProgress(progress, PackageFile.LengthOf(stream));
            return await connection.UploadAsync<UpgradePackage>(operation, stream, file.FileName, file.Sha256, counts, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isOurs)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
