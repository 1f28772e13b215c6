using System.Security.Cryptography;
using ObShellSdk.Packages;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Packages;

/// <summary>How a package gets to an agent that takes it: by which route, in how much memory, and what is told of the way.</summary>
public sealed class UploadTests
{
    public static TheoryData<string> Routes => UploadRoute.All;

    [Theory]
    [InlineData("4.5.0.0-1", UploadRoute.Plain)]
    [InlineData("4.3.0.0-1", UploadRoute.Plain)]
    [InlineData("4.2.6.0-1", UploadRoute.Encrypted)]
    [InlineData("4.2.3.0-1", UploadRoute.Encrypted)]
    public async Task The_newest_route_that_the_agent_has_is_taken(string version, string route)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);

        UpgradePackage package = await client.Packages.UploadAsync(PackageFile.FromStream(new GeneratedFile(100_000), UploadRoute.ObserverName));

        ReceivedRequest request = Assert.Single(agent.Requests, request => request.Method == "POST");
        Assert.Equal(route, request.Path);
        Assert.Equal(route == UploadRoute.Encrypted, request.IsEncrypted);
        Assert.Equal((UploadRoute.ObserverName, GeneratedFile.Sha256Of(100_000)), (request.File!.Name, request.File.Sha256));
        FakePackage stored = Assert.Single(agent.Packages);
        Assert.Equal(
            new UpgradePackage
            {
                Id = 1,
                Name = "oceanbase-ce",
                Version = "4.3.5.0",
                ReleaseDistribution = "100000012024.el7",
                Distribution = "el7",
                Release = "100000012024",
                Architecture = "x86_64",
                Size = 100_000,
                PayloadSize = 100_000,
                ChunkCount = 1,
                Md5 = stored.Md5,
            },
            package);
        Assert.Equal(UploadRoute.ObserverName, package.FileName);
        agent.VerifyNoUnexpectedRequests();
    }

    [Fact]
    public async Task A_package_of_obproxy_goes_to_its_own_route_with_the_password_of_the_agent()
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.ObProxy);
        using ObShellClient client = UploadRoute.Connect(agent);

        UpgradePackage package = await client.ObProxy.UploadAsync(PackageFile.FromStream(new GeneratedFile(10), UploadRoute.ObProxyName));

        ReceivedRequest request = Assert.Single(agent.RequestsTo(UploadRoute.ObProxy));
        Assert.Equal((FakeHeaderKind.Agent, true), (request.HeaderKind, request.IsEncrypted));
        Assert.Equal(("obproxy-ce", "4.3.0.0", "11.el8"), (package.Name, package.Version, package.ReleaseDistribution));
        Assert.NotNull(package.UploadedAt);
    }

    [Theory]
    [InlineData(false, UploadRoute.Encrypted)]
    [InlineData(true, UploadRoute.Plain)]
    public async Task A_stream_that_cannot_go_back_is_sent_encrypted_unless_its_digest_is_given(bool hasDigest, string route)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        string digest = GeneratedFile.Sha256Of(200_000);

        await client.Packages.UploadAsync(PackageFile.FromStream(new GeneratedFile(200_000, canSeek: false), UploadRoute.ObserverName, hasDigest ? digest.ToUpperInvariant() : null));

        ReceivedRequest request = Assert.Single(agent.Requests, request => request.Method == "POST");
        Assert.Equal((route, digest), (request.Path, request.File!.Sha256));
    }

    [Fact]
    public async Task Without_encryption_a_package_goes_in_clear_and_is_read_once()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { EncryptionDisabled = true });
        using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = true);
        var file = new GeneratedFile(100_000);

        await client.Packages.UploadAsync(PackageFile.FromStream(file, UploadRoute.ObserverName));

        Assert.Equal(UploadRoute.Plain, Assert.Single(agent.Requests).Path);
        Assert.Equal(100_000, file.BytesRead);
        Assert.Equal(100_000, Assert.Single(agent.Packages).Size);
    }

    [Fact]
    public async Task A_seekable_stream_is_sent_from_where_it_stood_each_time_and_stays_open()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        using var stream = new MemoryStream([9, 9, 1, 2, 3]) { Position = 2 };
        PackageFile file = PackageFile.FromStream(stream, UploadRoute.ObserverName);

        await client.Packages.UploadAsync(file);
        await client.Packages.UploadAsync(file);

        Assert.All(agent.RequestsTo(UploadRoute.Plain), request => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), request.File!.Sha256));
        Assert.Equal(2, agent.Packages.Count);
        Assert.Equal(5, stream.Position);
    }

    [Fact]
    public async Task A_file_on_the_disk_is_opened_for_each_upload_and_closed_after()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, UploadRoute.ObserverName);
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        PackageFile file = PackageFile.FromPath(path);

        await client.Packages.UploadAsync(file);
        await using (new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None))
        {
        }

        await client.Packages.UploadAsync(file);
        folder.Delete(recursive: true);

        Assert.Equal([3L, 3L], agent.Packages.Select(package => package.Size));
        await Assert.ThrowsAnyAsync<IOException>(() => client.Packages.UploadAsync(file));
        Assert.Equal(2, agent.RequestsTo(UploadRoute.Plain).Count);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Sixty_four_mebibytes_arrive_whole_in_the_memory_of_one_piece(string route)
    {
        const long Length = 64 * 1024 * 1024;
        const int Most = 80 * 1024;
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using var wire = new UploadWire();
        using ObShellClient client = UploadRoute.Connect(agent, wire);
        var file = new GeneratedFile(Length);

        UpgradePackage package = await UploadRoute.UploadAsync(client, route, UploadRoute.File(route, file));

        Assert.Equal(Length, package.Size);
        Assert.Equal(GeneratedFile.Sha256Of(Length), Assert.Single(agent.RequestsTo(route)).File!.Sha256);
        Assert.InRange(wire.LargestWrite, 1, Most);
        Assert.InRange(file.LargestRead, 1, Most);
        Assert.Equal(route == UploadRoute.Plain ? 2 * Length : Length, file.BytesRead);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Progress_goes_from_nothing_to_the_whole_file(string route)
    {
        const long Length = 1_000_000;
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using ObShellClient client = UploadRoute.Connect(agent);
        var reports = new Reports();

        await UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(Length)), progress: reports);

        Assert.Equal(new UploadProgress { BytesSent = 0, TotalBytes = Length }, reports.All[0]);
        Assert.Equal(new UploadProgress { BytesSent = Length, TotalBytes = Length }, reports.All[^1]);
        Assert.Equal((0, 100), (reports.All[0].Percent, reports.All[^1].Percent));
        Assert.Equal(reports.All.Select(report => report.BytesSent).Order(), reports.All.Select(report => report.BytesSent));
        Assert.True(reports.All.Count > 20);
    }

    [Fact]
    public async Task Of_a_stream_without_a_length_only_the_bytes_are_told()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        var reports = new Reports();

        await client.Packages.UploadAsync(PackageFile.FromStream(new GeneratedFile(5, canSeek: false), UploadRoute.ObserverName), progress: reports);

        Assert.Equal(new UploadProgress { BytesSent = 5 }, reports.All[^1]);
        Assert.Null(reports.All[^1].Percent);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_key_that_changes_meanwhile_is_learned_and_the_file_sent_again_from_its_beginning(string route)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using ObShellClient client = UploadRoute.Connect(agent);
        agent.OnPost(route).Do(FakeAction.RotateKey()).Once();
        var reports = new Reports();

        await UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(200_000)), progress: reports);

        Assert.Equal([false, true], agent.RequestsTo(route).Select(request => request.Executed));
        Assert.Equal(200_000, Assert.Single(UploadRoute.Stored(agent, route)).Size);
        int again = reports.All.FindLastIndex(report => report.BytesSent == 0);
        Assert.True(again > 0);
        Assert.Equal(200_000, reports.All[again - 1].BytesSent);
        Assert.Equal(200_000, reports.All[^1].BytesSent);
    }

    [Fact]
    public async Task Another_agent_gets_the_package_by_its_own_route()
    {
        await using FakeAgent old = await TestClients.StartAgentAsync(options => options.Version = "4.2.6.0-1");
        await using FakeAgent young = await TestClients.StartAgentAsync();
        using var wire = new UploadWire { BreakAt = 50_000, Breaks = 1 };
        using ObShellClient client = TestClients.Connect(old, options =>
        {
            options.Endpoints.Add(young.Endpoint);
            options.Transport = wire;
        });

        await client.Packages.UploadAsync(PackageFile.FromStream(new GeneratedFile(100_000), UploadRoute.ObserverName));

        Assert.Equal(2, wire.Uploads);
        Assert.Empty(old.Packages);
        Assert.Equal(UploadRoute.Plain, Assert.Single(young.Requests, request => request.Method == "POST").Path);
    }
}
