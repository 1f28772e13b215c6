using ObShellSdk.Packages;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Packages;

/// <summary>The packages that a cluster has, and what a file to upload may be.</summary>
public sealed class PackageClientTests
{
    private const string Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly PackageFile _observer = PackageFile.FromStream(new MemoryStream([1]), UploadRoute.ObserverName);

    [Fact]
    public async Task Packages_are_listed_found_and_deleted_by_their_number()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.AddPackage("obshell-4.4.2.0-1.el7.x86_64.rpm");
        agent.AddPackage(UploadRoute.ObserverName);

        Assert.Equal([2L, 1L], (await client.Packages.ListAsync()).Select(package => package.Id));
        UpgradePackage found = (await client.Packages.FindUploadedAsync(_observer))!;
        Assert.Equal((2, "oceanbase-ce"), (found.Id, found.Name));
        Assert.NotNull(found.UploadedAt);

        await client.Packages.DeleteAsync(found.Id);

        Assert.Null(await client.Packages.FindUploadedAsync(_observer));
        Assert.Equal(1, Assert.Single(agent.Packages).Id);
    }

    [Fact]
    public async Task A_package_is_found_by_what_it_holds_whatever_it_is_called()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        UpgradePackage package = await client.Packages.UploadAsync(PackageFile.FromStream(new MemoryStream(RpmFile.Built()), "observer.rpm"));
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, "another name");
        await File.WriteAllBytesAsync(path, RpmFile.Built());
        using var stream = new MemoryStream([1, 2, 3, .. RpmFile.Built()]) { Position = 3 };

        Assert.Equal((RpmFile.BuiltName, RpmFile.BuiltMd5), (package.FileName, package.Md5));
        Assert.Equal(package.Id, (await client.Packages.FindUploadedAsync(PackageFile.FromPath(path)))?.Id);
        folder.Delete(recursive: true);
        Assert.Equal(package.Id, (await client.Packages.FindUploadedAsync(PackageFile.FromStream(stream, "third")))?.Id);
        Assert.Null(await client.Packages.FindUploadedAsync(PackageFile.FromStream(new MemoryStream(RpmFile.Make(RpmFile.BuiltName)), RpmFile.BuiltName)));
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_found_by_its_name_and_not_read()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.AddPackage(UploadRoute.ObserverName);
        var stream = new GeneratedFile(10, canSeek: false);

        Assert.NotNull(await client.Packages.FindUploadedAsync(PackageFile.FromStream(stream, UploadRoute.ObserverName)));
        Assert.Equal(0, stream.BytesRead);
    }

    /// <summary>Whatever is wrong with its beginning, it is no package with an MD5; only few bytes of it are read.</summary>
    [Fact]
    public async Task A_file_that_is_damaged_or_cut_off_is_told_by_its_name_alone()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        byte[] whole = RpmFile.Built();
        int index = RpmFile.Lead;
        byte[][] damaged =
        [
            [0, .. whole[1..]], [.. whole[..index], 0, .. whole[(index + 1)..]], whole[..50], whole[..(index + 15)], whole[..(index + 40)], whole[..300],
            [.. whole[..(index + 8)], 0xFF, 0xFF, 0xFF, 0xFF, .. whole[(index + 12)..]], [.. whole[..(index + 12)], 0xFF, 0xFF, 0xFF, 0xFF, .. whole[(index + 16)..]],
            [.. whole[..(index + 8)], 0, 0, 0, 0, .. whole[(index + 12)..]],
        ];

        foreach (byte[] bytes in damaged)
        {
            PackageFile Called(string name) => PackageFile.FromStream(new MemoryStream(bytes), name);
            await Assert.ThrowsAsync<ArgumentException>(() => client.Packages.FindUploadedAsync(Called("package")));
            Assert.Null(await client.Packages.FindUploadedAsync(Called(RpmFile.BuiltName)));
        }
    }

    [Theory]
    [InlineData("package.rpm")]
    [InlineData("renamed")]
    [InlineData("oceanbase-ce-4.3.5.0-1.el7.x86_64.tar")]
    public async Task What_no_package_is_called_is_not_looked_for(string name)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Packages.FindUploadedAsync(PackageFile.FromStream(new MemoryStream([1]), name)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.Packages.DeleteAsync(0));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Packages.FindUploadedAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Packages.UploadAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.ObProxy.UploadAsync(null!));

        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task An_agent_that_cannot_list_packages_says_so_when_one_is_looked_for()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.2.6.0-1");
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ObShellVersionException>(() => client.Packages.FindUploadedAsync(_observer));
    }

    [Fact]
    public async Task An_agent_whose_version_cannot_be_read_is_not_called_too_old()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.2.6.0-1");
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/info").Respond(FakeResponse.Data("""{"version":"main","identity":"CLUSTER AGENT","supportedAuth":["v2"]}"""));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Packages.ListAsync());

        Assert.Equal("1000", error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\"b.rpm")]
    [InlineData("a\\b.rpm")]
    [InlineData("a/b.rpm")]
    [InlineData("a\r\nb.rpm")]
    [InlineData("a\0b.rpm")]
    public void A_name_that_would_break_the_body_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => PackageFile.FromStream(Stream.Null, name));

    [Fact]
    public async Task A_name_is_sent_as_it_is_in_any_script()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ObShellApiException>(() => client.Packages.UploadAsync(PackageFile.FromStream(new MemoryStream([1]), "新版; filename=x 'y'.rpm")));

        Assert.Equal("新版; filename=x 'y'.rpm", Assert.Single(agent.RequestsTo(UploadRoute.Plain)).File!.Name);
    }

    [Fact]
    public void What_cannot_be_read_or_has_no_digest_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => PackageFile.FromStream(null!, "a.rpm"));
        Assert.Throws<ArgumentException>(() => PackageFile.FromStream(Stream.Null, new string('a', 256)));
        Assert.ThrowsAny<ArgumentException>(() => PackageFile.FromPath(""));
        Assert.Throws<ArgumentException>(() => PackageFile.FromPath("folder/"));
        Assert.Throws<ArgumentException>(() => PackageFile.FromPath("a.rpm", "no digest"));
        Assert.Throws<ArgumentException>(() => PackageFile.FromPath("a.rpm", Digest[1..]));
        Assert.Equal(Digest, PackageFile.FromPath("a.rpm", Digest.ToUpperInvariant()).Sha256);
        Assert.Equal("a.rpm", $"{PackageFile.FromPath("/folder/a.rpm")}");
        var closed = new MemoryStream();
        closed.Dispose();
        Assert.Throws<ArgumentException>(() => PackageFile.FromStream(closed, "a.rpm"));
    }

    [Theory]
    [InlineData("""{"pkg_id":7,"name":"obshell"}""")]
    [InlineData("""{"PkgId":7,"Name":"obshell"}""")]
    public async Task A_package_is_read_by_either_kind_of_names(string data)
    {
        bool isTagged = data.Contains("pkg_id", StringComparison.Ordinal);
        string route = isTagged ? UploadRoute.Plain : UploadRoute.Encrypted;
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using ObShellClient client = UploadRoute.Connect(agent);
        agent.OnPost(route).Respond(FakeResponse.Data(data));

        UpgradePackage package = await client.Packages.UploadAsync(UploadRoute.File(route, new GeneratedFile(1)));

        Assert.Equal((7, "obshell"), (package.Id, package.Name));
    }
}
