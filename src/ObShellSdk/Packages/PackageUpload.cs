using ObShellSdk.Diagnostics;
using ObShellSdk.Http;

namespace ObShellSdk.Packages;

/// <summary>How rooms upload a package.</summary>
internal static class PackageUpload
{
    // The agent counts the pieces by the length of header and payload, and then reads that many from the beginning of the file, which has a signature before them
    // (ob/agent/constant/oceanbase.go:289, ob/agent/service/obcluster/obcluster.go:616 and 650, ob/agent/service/obproxy/obproxy.go:136).
    private const long ChunkSize = (8 * 1024 * 1024) - 1;

    public static async Task<UpgradePackage> UploadPackageAsync(
        this FacetConnection connection, ApiOperation operation, PackageFile file, IProgress<UploadProgress>? progress, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        (Stream stream, bool isOurs) = file.Open();
        try
        {
            var counts = new FileProgress(progress, PackageFile.LengthOf(stream));
            UpgradePackage package = await connection.UploadAsync<UpgradePackage>(operation, stream, file.FileName, file.Sha256, counts, options, cancellationToken).ConfigureAwait(false);
            if (package.ChunkCount > 0 && counts.BytesSent > package.ChunkCount * ChunkSize)
            {
                connection.Settings.Logger.PackageCut(package.ChunkCount * ChunkSize, counts.BytesSent);
            }

            return package;
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
