using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Tests.Packages;
using ObShellSdk.Tests.Vectors;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeAgentUploadTests : IAsyncLifetime
{
    private const string Plain = "/api/v1/package";
    private const string Sealed = "/api/v1/upgrade/package";
    private const string ObProxy = "/api/v1/obproxy/package";
    private const string Info = "/api/v1/upgrade/package/info";

    private const string Md5OfPackage = "31c5a43e903fca124d126825d75a6ac1";
    private const string Md5OfProxy = "5289df737df57326fcdd22597afb1fac";

    private static readonly RawFile _package = new(RawFile.Observer, Encoding.UTF8.GetBytes("no package, --a boundary, and \r\n\0 in it"));
    private static readonly RawFile _proxy = new("obproxy-ce-4.3.0.0-11.el8.aarch64.rpm", [1, 2, 3]);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private FakeAgent _agent = null!;
    private RawAgentClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _agent = await FakeAgent.StartAsync(new() { Password = "R", AgentPassword = "A", TimeProvider = _time, HostTimeZone = AgentUnderTest.Zone(8) });
        _client = new RawAgentClient(_agent);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task A_package_in_clear_wants_its_digest_and_no_password()
    {
        var answer = await _client.UploadAsync(_package);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        AssertContract(answer, "NewPkgUpload");
        Assert.Equal(
            ["1", "oceanbase-ce", "4.3.5.0", "100000012024.el7", "el7", "100000012024", "x86_64", $"{_package.Bytes.Length}", $"{_package.Bytes.Length}", "1", Md5OfPackage, "", "0001-01-01T00:00:00Z"],
            Values(answer.Data));
        Assert.Equal((FakeHeaderKind.None, true), (_agent.Requests[0].HeaderKind, _agent.Requests[0].Executed));
    }

    [Fact]
    public async Task The_digest_of_the_vectors_is_that_of_their_file()
    {
        var upload = WireVectors.Root.GetProperty("upload");
        var file = new RawFile(RawFile.Observer, Encoding.UTF8.GetBytes(upload.Text("fileUtf8")));

        var answer = await _client.UploadAsync(file, upload.Text("sha256Hex"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(upload.Text("sha256Hex"), _agent.Requests[0].File!.Sha256);
    }

    [Fact]
    public async Task A_digest_that_is_not_the_files_is_refused()
    {
        var digests = new[] { new string('0', 64), _package.Sha256.ToUpperInvariant(), "" };

        foreach (var digest in digests)
        {
            AssertRefused(await _client.UploadAsync(_package, digest), HttpStatusCode.Unauthorized, "Security.Authentication.File.Sha256Mismatch", null);
        }

        AssertRefused(await _client.UploadAsync(Plain, null, _package), HttpStatusCode.Unauthorized, "Security.Authentication.File.Sha256Mismatch", null);
        AssertRefused(
            await _client.UploadAsync(Plain, null, _package, ("X-OCS-File-SHA256", _package.Sha256)), HttpStatusCode.Unauthorized, "Common.Unauthorized", 10008);
        Assert.Empty(_agent.Packages);
        Assert.All(_agent.Requests, request => Assert.False(request.Executed));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=other", null)]
    [InlineData("multipart/form-data", null)]
    [InlineData("application/json", null)]
    [InlineData(null, "--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a.rpm\"\r\n\r\nbytes\r\n--b--\r\n")]
    [InlineData(null, "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nbytes\r\n--b--\r\n")]
    [InlineData(null, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.rpm\"\r\n\r\nbroken off")]
    public async Task A_body_without_a_part_file_is_no_upload(string? contentType, string? body)
    {
        var bytes = body is null ? _package.Multipart() : Encoding.UTF8.GetBytes(body);

        var plain = await _client.SendAsync(HttpMethod.Post, Plain, null, bytes, contentType ?? "multipart/form-data; boundary=b");
        var sealedUp = await _client.SendAsync(HttpMethod.Post, Sealed, new RawHeader("R"), bytes, contentType ?? "multipart/form-data; boundary=b");

        AssertRefused(plain, HttpStatusCode.InternalServerError, "Request.File.Missing", null);
        AssertRefused(sealedUp, HttpStatusCode.InternalServerError, "Request.File.Missing", null);
        Assert.All(_agent.Requests, request => Assert.Equal((false, null), (request.Executed, request.File)));
    }

    [Fact]
    public async Task Until_4_3_0_a_missing_file_was_told_by_a_number()
    {
        _agent.Version = "4.3.0.0";

        var answer = await _client.SendAsync(HttpMethod.Post, Plain, null, [], "application/json");

        Assert.Equal((HttpStatusCode.InternalServerError, 1010, (string?)null), (answer.Status, answer.Code, answer.ErrCode));
    }

    [Fact]
    public async Task A_header_that_is_sent_with_a_package_in_clear_must_decrypt_but_may_hold_anything()
    {
        var digest = ("X-OCS-File-SHA256", RawAgentClient.Seal(_agent.PublicKey, _package.Sha256));

        var passed = await _client.UploadAsync(Plain, new RawHeader("wrong") { PlainBody = true, Uri = "/else" }, _package, digest);
        var refused = await _client.UploadAsync(Plain, new RawHeader("R") { PlainBody = true, Ciphertext = "AAAA" }, _package, digest);

        Assert.Equal(HttpStatusCode.OK, passed.Status);
        Assert.Equal("Security.Authentication.Header.DecryptFailed", refused.ErrCode);
    }

    [Fact]
    public async Task With_a_query_and_a_header_even_that_body_counts_as_encrypted()
    {
        var answer = await _client.UploadAsync(Plain + "?x=1", new RawHeader("R"), _package, ("X-OCS-File-SHA256", RawAgentClient.Seal(_agent.PublicKey, _package.Sha256)));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(_agent.Requests[0].IsEncrypted);
    }

    [Fact]
    public async Task A_sealed_package_is_answered_in_the_servers_own_names()
    {
        var answer = await _client.UploadAsync(Sealed, new RawHeader("R"), _package);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        AssertContract(answer, "UpgradePkgUpload");
        Assert.Equal("4.3.5.0", answer.Data.GetProperty("Version").GetString());
        Assert.Equal((_package.Name, _package.Bytes.Length, _package.Sha256), Described(_agent.Requests[0]));
        Assert.True(_agent.Requests[0].IsEncrypted);
        AssertRefused(await _client.UploadAsync(Sealed, new RawHeader("wrong"), _package), HttpStatusCode.Unauthorized, "Security.Authentication.IncorrectOceanbasePassword", 10008);
        AssertRefused(await _client.UploadAsync(Sealed, new RawHeader("R") { PlainBody = true }, _package), HttpStatusCode.InternalServerError, "Common.Unexpected", null);
    }

    [Theory]
    [InlineData("R", null, HttpStatusCode.BadRequest, "Request.Header.NotFound", null)]
    [InlineData("A", "A", HttpStatusCode.OK, null, null)]
    [InlineData("wrong", "A", HttpStatusCode.Unauthorized, "Security.Authentication.IncorrectAgentPassword", 10008)]
    [InlineData("A", null, HttpStatusCode.Unauthorized, "Security.Authentication.AgentPasswordNotInitialized", 10008)]
    public async Task A_package_of_obproxy_wants_the_agent_password(string password, string? agentPassword, HttpStatusCode status, string? errCode, int? code)
    {
        _agent.AgentPassword = agentPassword;

        var answer = await _client.UploadAsync(ObProxy, password == "R" ? new RawHeader("R") : RawHeader.ForAgent(password), _proxy);

        Assert.Equal(status, answer.Status);
        if (errCode is not null)
        {
            AssertRefused(answer, status, errCode, code);
            return;
        }

        AssertContract(answer, "obproxyPkgUpload");
        Assert.Equal(
            ["1", "obproxy-ce", "4.3.0.0", "11.el8", "el8", "11", "aarch64", "3", "3", "1", Md5OfProxy, "2026-06-01T20:00:00+08:00"], Values(answer.Data));
        Assert.Empty(_agent.Packages);
        Assert.Equal("obproxy-ce", Assert.Single(_agent.ObProxyPackages).Name);
    }

    [Fact]
    public async Task An_rpm_file_is_what_its_header_says_and_refused_when_it_is_damaged()
    {
        byte[] bytes = RpmFile.Built();

        var answer = await _client.UploadAsync(new RawFile("renamed", bytes));
        bytes[^1] ^= 1;
        var damaged = await _client.UploadAsync(new RawFile(RpmFile.BuiltName, bytes));

        Assert.Equal(["1", "oceanbase-ce", "4.3.5.2", "102000012025.el7", "el7", "102000012025", "x86_64"], Values(answer.Data).Take(7));
        Assert.Equal(RpmFile.BuiltMd5, answer.Data.GetProperty("md5").GetString());
        AssertRefused(damaged, HttpStatusCode.InternalServerError, "Common.Unexpected", null);
        Assert.Single(_agent.Packages);
    }

    [Theory]
    [InlineData("obshell-4.4.2.0-1.el7.x86_64.rpm", null)]
    [InlineData("oceanbase-ce-libs-4.3.5.0-1.el7.x86_64.rpm", null)]
    [InlineData("oceanbase-diagnostic-tool-1.0-1.el7.x86_64.rpm", null)]
    [InlineData("oceanbase-ce-4.2.0.0-1.el7.x86_64.rpm", null)]
    [InlineData("oceanbase-ce-4.10.0.0-1.el7.x86_64.rpm", null)]
    [InlineData("folder/oceanbase-ce-4.3.5.0-1.el7.x86_64.rpm", null)]
    [InlineData("oceanbase-ce-4.1.9.9-1.el7.x86_64.rpm", "Agent.OBVersionNotSupported")]
    [InlineData("oceanbase-ce-4.2.0-1.el7.x86_64.rpm", "Agent.OBVersionNotSupported")]
    [InlineData("oceanbase-ce-4.3.5.0-1.x86_64.rpm", "Package.ReleaseFormat.Invalid")]
    [InlineData("oceanbase-4.3.5.0-1.el7.x86_64.rpm", "OB.Package.Name.NotSupport")]
    [InlineData("obproxy-ce-4.3.0.0-11.el8.x86_64.rpm", "OB.Package.Name.NotSupport")]
    [InlineData("oceanbase-diagnostic-tool-1.0-1.x86_64.rpm", "Common.Unexpected")]
    [InlineData("package.rpm", "Common.Unexpected")]
    [InlineData("oceanbase-ce-4.3.5.0-1.el7.x86_64.tar", "Common.Unexpected")]
    public async Task The_agent_of_a_community_edition_takes_its_own_packages(string name, string? errCode)
    {
        var file = _package with { Name = name };

        await _client.UploadAsync(file);
        await _client.UploadAsync(Sealed, new RawHeader("R"), file);

        Assert.All(_agent.Requests, request => Assert.Equal(errCode, request.ResponseErrorCode));
        Assert.Equal(errCode is null ? 2 : 0, _agent.Packages.Count);
    }

    [Theory]
    [InlineData("obproxy-ce-4.0.0-1.el7.x86_64.rpm", null)]
    [InlineData("obproxy-ce-3.2.9-1.el7.x86_64.rpm", "OBProxy.Version.NotSupported")]
    [InlineData("obproxy-ce-4.3.0.0-1.x86_64.rpm", "Package.ReleaseFormat.Invalid")]
    [InlineData(RawFile.Observer, "OBProxy.Package.Name.Invalid")]
    public async Task Obproxy_takes_its_own_packages(string name, string? errCode)
    {
        await _client.UploadAsync(ObProxy, RawHeader.ForAgent("A"), _proxy with { Name = name });

        Assert.Equal(errCode, _agent.Requests[0].ResponseErrorCode);
    }

    [Fact]
    public async Task Packages_are_listed_newest_first_and_each_once()
    {
        _agent.AddPackage("obshell-4.4.2.0-1.el7.x86_64.rpm", size: 1);
        await _client.UploadAsync(_package);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        await _client.UploadAsync(Sealed, new RawHeader("R"), _package);

        var answer = await _client.GetAsync(Info, new RawHeader("R"));

        AssertContract(answer, "UpgradePkgInfo");
        Assert.Equal([3, 1], answer.Data.GetProperty("contents").EnumerateArray().Select(package => package.GetProperty("pkg_id").GetInt32()));
        Assert.Equal("2026-06-01T20:00:01.5+08:00", answer.Data.GetProperty("contents")[0].GetProperty("gmt_modify").GetString());
        Assert.Equal([1, 2, 3], _agent.Packages.Select(package => package.Id));
    }

    [Fact]
    public async Task Without_packages_the_list_is_empty_and_not_null()
        => Assert.Equal("""{"contents":[]}""", (await _client.GetAsync(Info, new RawHeader("R"))).Data.GetRawText());

    [Theory]
    [InlineData("2", HttpStatusCode.OK, null)]
    [InlineData("99", HttpStatusCode.OK, null)]
    [InlineData("0", HttpStatusCode.BadRequest, "Request.Path.Param.Empty")]
    [InlineData("-1", HttpStatusCode.BadRequest, "Request.Path.Param.Empty")]
    [InlineData("two", HttpStatusCode.BadRequest, "Request.Query.Param.Illegal")]
    public async Task A_package_is_deleted_by_its_number(string id, HttpStatusCode status, string? errCode)
    {
        _agent.AddPackage("obshell-4.4.2.0-1.el7.x86_64.rpm");
        _agent.AddPackage(RawFile.Observer);

        var answer = await _client.SendAsync(HttpMethod.Delete, Sealed + "/" + id, new RawHeader("R"));

        Assert.Equal((status, errCode), (answer.Status, _agent.Requests[0].ResponseErrorCode));
        Assert.Equal(id == "2" ? [1] : [1, 2], _agent.Packages.Select(package => package.Id));
    }

    [Fact]
    public async Task Only_a_member_of_a_cluster_keeps_packages_and_obproxy_needs_none()
    {
        _agent.Identity = FakeAgentIdentity.ScalingOut;

        AssertRefused(await _client.UploadAsync(_package), HttpStatusCode.BadRequest, "Agent.Identify.NotSupportOperation", null);
        AssertRefused(await _client.UploadAsync(Sealed, new RawHeader("R"), _package), HttpStatusCode.BadRequest, "Agent.Identify.NotSupportOperation", null);
        AssertRefused(await _client.GetAsync(Info, new RawHeader("R")), HttpStatusCode.BadRequest, "Agent.Identify.NotSupportOperation", null);
        AssertRefused(await _client.SendAsync(HttpMethod.Delete, Sealed + "/1", new RawHeader("R")), HttpStatusCode.BadRequest, "Agent.Identify.NotSupportOperation", null);
        Assert.Equal(HttpStatusCode.OK, (await _client.UploadAsync(ObProxy, RawHeader.ForAgent("A"), _proxy)).Status);
    }

    [Fact]
    public async Task Packages_outlive_the_agent()
    {
        _agent.AddPackage(RawFile.Observer);
        await _agent.StopAsync();
        await _agent.StartAgainAsync();

        Assert.Equal(1, (await _client.GetAsync(Info, new RawHeader("R"))).Data.GetProperty("contents").GetArrayLength());
    }

    [Fact]
    public async Task A_build_without_encryption_takes_every_package_in_clear_and_without_a_digest()
    {
        await using var agent = await FakeAgent.StartAsync(new() { EncryptionDisabled = true });
        using var client = new RawAgentClient(agent);

        await client.UploadAsync(Plain, null, _package);
        await client.UploadAsync(Sealed, null, _package);
        await client.UploadAsync(ObProxy, null, _proxy);

        Assert.All(agent.Requests, request => Assert.Equal((200, false), (request.ResponseStatus, request.IsEncrypted)));
        Assert.Equal((2, 1), (agent.Packages.Count, agent.ObProxyPackages.Count));
    }

    /// <summary>More than Kestrel takes by itself, and more than one chunk of the agent's database.</summary>
    [Fact]
    public async Task A_large_package_is_described_and_not_recorded()
    {
        var file = new RawFile(RawFile.Observer, RandomNumberGenerator.GetBytes(33_000_000));

        var plain = await _client.UploadAsync(file);
        var sealedUp = await _client.UploadAsync(Sealed, new RawHeader("R"), file);

        Assert.Equal(4, plain.Data.GetProperty("chunk_count").GetInt32());
        Assert.Equal(4, sealedUp.Data.GetProperty("ChunkCount").GetInt32());
        Assert.All(_agent.Requests, request => Assert.Equal((file.Name, file.Bytes.Length, file.Sha256), Described(request)));
        Assert.All(_agent.Requests, request => Assert.Null(request.Body ?? request.RevealBody()));
    }

    [Fact]
    public async Task A_scripted_refusal_of_an_upload_still_tells_what_was_sent()
    {
        _agent.OnPost(Plain).Respond(FakeResponse.Error("Common.Unexpected")).Once();

        await _client.UploadAsync(_package);
        await _client.UploadAsync(_package);

        Assert.Equal([500, 200], _agent.RequestsTo(HttpMethod.Post, Plain).Select(request => request.ResponseStatus!.Value));
        Assert.Equal(_package.Sha256, _agent.Requests[0].File!.Sha256);
        Assert.Single(_agent.Packages);
    }

    [Fact]
    public void A_package_that_is_added_must_be_called_like_one()
    {
        Assert.Throws<ArgumentException>(() => _agent.AddPackage("package.rpm"));
        Assert.Throws<ArgumentException>(() => _agent.AddPackage("oceanbase-ce-4.3.5.0-1.x86_64.rpm"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _agent.AddPackage(RawFile.Observer, 0));
        Assert.Equal("obproxy-ce", _agent.AddPackage(_proxy.Name).Name);
        Assert.Single(_agent.ObProxyPackages);
    }

    private static void AssertContract(RawAnswer answer, string operation)
    {
        var contract = ContractFile.Operations().Single(candidate => candidate.Id == operation);
        var schema = contract.Definition.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Equal([], ContractShape.Compare(answer.Data, schema));
    }

    private static void AssertRefused(RawAnswer answer, HttpStatusCode status, string errCode, int? code)
        => Assert.Equal((status, errCode, code), (answer.Status, answer.ErrCode, answer.Code));

    private static (string? Name, long? Size, string? Sha256) Described(ReceivedRequest request) => (request.File?.Name, request.File?.Size, request.File?.Sha256);

    private static IEnumerable<string> Values(JsonElement data)
        => data.EnumerateObject().Select(member => member.Value.ValueKind is JsonValueKind.Number ? member.Value.GetInt64().ToString(CultureInfo.InvariantCulture) : member.Value.GetString()!);
}
