using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes.Packages;

/// <summary>Writes packages in the three forms of the agent.</summary>
internal static class PackageWriter
{
    private const long ChunkBytes = (8 * 1024 * 1024) - 1;

    /// <summary>Writes a package just uploaded. The database sets the time, and the server does not read it back.</summary>
    public static JsonNode Write(FakePackage package) => Write(package, GoTime.Zero);

    /// <summary>Writes a stored package.</summary>
    public static JsonNode WriteStored(FakePackage package) => Write(package, GoTime.WriteStored(package.UploadedAt));

    /// <summary>Writes the server's record with Go's default names.</summary>
    public static JsonNode WriteUntagged(FakePackage package)
    {
        var record = WriteRecord(package, GoTime.Zero);
        record["UpgradeDepYaml"] = "";
        return record;
    }

    /// <summary>Writes an OBProxy package. These are in the agent's own database, which returns the time.</summary>
    public static JsonNode WriteForObProxy(FakePackage package) => WriteRecord(package, GoTime.WriteStored(package.UploadedAt));

    private static JsonObject Write(FakePackage package, string modified) => new()
    {
        ["pkg_id"] = package.Id,
        ["name"] = package.Name,
        ["version"] = package.Version,
        ["release_distribution"] = package.ReleaseDistribution,
        ["distribution"] = package.Distribution,
        ["release"] = package.Release,
        ["architecture"] = package.Architecture,
        ["size"] = package.Size,
        ["payload_size"] = package.Size,
        ["chunk_count"] = Chunks(package),
        ["md5"] = package.Md5,
        ["upgrade_dep_yaml"] = "",
        ["gmt_modify"] = modified,
    };

    private static JsonObject WriteRecord(FakePackage package, string modified) => new()
    {
        ["PkgId"] = package.Id,
        ["Name"] = package.Name,
        ["Version"] = package.Version,
        ["ReleaseDistribution"] = package.ReleaseDistribution,
        ["Distribution"] = package.Distribution,
        ["Release"] = package.Release,
        ["Architecture"] = package.Architecture,
        ["Size"] = package.Size,
        ["PayloadSize"] = package.Size,
        ["ChunkCount"] = Chunks(package),
        ["Md5"] = package.Md5,
        ["GmtModify"] = modified,
    };

    private static long Chunks(FakePackage package) => (package.Size + ChunkBytes - 1) / ChunkBytes;
}
