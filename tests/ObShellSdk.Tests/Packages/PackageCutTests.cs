using Microsoft.Extensions.Logging;
using ObShellSdk.Packages;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Diagnostics;

namespace ObShellSdk.Tests.Packages;

/// <summary>The agent stores a package in pieces of 8,388,607 bytes, and counts them without the signature that the file begins with.</summary>
public sealed class PackageCutTests
{
    private const int Piece = 8_388_607;

    [Theory]
    [InlineData(Piece + 1, true, 1)]
    [InlineData(Piece + 1, false, 1)]
    [InlineData(Piece, true, 0)]
    [InlineData(Piece - 1, false, 0)]
    public async Task UploadAsync_warns_if_the_agent_stored_fewer_bytes_than_the_file_has(int length, bool canSeek, int warnings)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var output = new ClientOutput();
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = output);
        agent.OnPost(UploadRoute.Plain).Respond(FakeResponse.Data("""{"pkg_id":7,"name":"oceanbase-ce","payload_size":8388607,"chunk_count":1}"""));
        agent.OnPost(UploadRoute.Encrypted).Respond(FakeResponse.Data("""{"PkgId":7,"Name":"oceanbase-ce","PayloadSize":8388607,"ChunkCount":1}"""));

        UpgradePackage package = await client.Packages.UploadAsync(PackageFile.FromStream(new GeneratedFile(length, canSeek), UploadRoute.ObserverName));

        Assert.Equal(7, package.Id);
        Assert.Equal(warnings, output.Logs.Count(log => log.Level == LogLevel.Warning && log.Text.Contains($"only the first {Piece} of the {length} bytes", StringComparison.Ordinal)));
    }
}
