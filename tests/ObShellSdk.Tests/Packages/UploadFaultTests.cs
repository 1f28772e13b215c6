using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ObShellSdk.Packages;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Packages;

/// <summary>Uploads that do not come to their end: what the agent keeps of them, and what the caller is told.</summary>
public sealed class UploadFaultTests
{
    public static TheoryData<string> Routes => UploadRoute.All;

    [Theory]
    [MemberData(nameof(Routes))]
    [Shows(Promise.BrokenUploadsLeaveNothing)]
    public async Task A_connection_that_breaks_half_way_leaves_nothing_behind_and_the_file_is_sent_again(string route)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using var wire = new UploadWire { BreakAt = 500_000, Breaks = 1 };
        using ObShellClient client = UploadRoute.Connect(agent, wire);
        var reports = new Reports();

        await UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(1_000_000)), progress: reports);

        Assert.Equal(2, wire.Uploads);
        Assert.Equal(1_000_000, Assert.Single(UploadRoute.Stored(agent, route)).Size);
        int again = reports.All.FindLastIndex(report => report.BytesSent == 0);
        Assert.InRange(reports.All[again - 1].BytesSent, 1, 500_000);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_stream_that_cannot_go_back_is_not_sent_again_and_certainly_not_kept(string route)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using var wire = new UploadWire { BreakAt = 500_000, Breaks = 1 };
        using ObShellClient client = UploadRoute.Connect(agent, wire);
        string digest = GeneratedFile.Sha256Of(1_000_000);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(
            () => UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(1_000_000, canSeek: false), digest)));

        Assert.False(error.MayHaveRun);
        Assert.True(error.IsTransient);
        Assert.Equal(1, wire.Uploads);
        Assert.Empty(UploadRoute.Stored(agent, route));
    }

    [Theory]
    [InlineData(FakeDropPoint.BeforeExecution, false)]
    [InlineData(FakeDropPoint.AfterExecution, true)]
    [InlineData(FakeDropPoint.DuringResponse, true)]
    public async Task A_lost_answer_leaves_open_what_a_look_at_the_packages_tells(FakeDropPoint point, bool isThere)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Plain);
        using ObShellClient client = UploadRoute.Connect(agent);
        agent.OnPost(UploadRoute.Plain).DropConnection(point);
        PackageFile file = UploadRoute.File(UploadRoute.Plain, new GeneratedFile(1000));

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Packages.UploadAsync(file));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(UploadRoute.Plain));
        UpgradePackage? found = await client.Packages.FindUploadedAsync(file);
        Assert.Equal(isThere ? 1000 : null, found?.Size);
        Assert.Equal(isThere, found?.UploadedAt is not null);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Tasks.FindStartedAsync(error));
    }

    [Fact]
    public async Task An_upload_may_take_longer_than_an_attempt_while_it_makes_progress()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Plain);
        using ObShellClient client = UploadRoute.Connect(agent, configure: options => options.TimeProvider = clock);
        DateTimeOffset begun = clock.GetUtcNow();

        await client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, new GeneratedFile(500_000)), progress: new Reports(_ => clock.Advance(TimeSpan.FromSeconds(29))));

        Assert.True(clock.GetUtcNow() - begun > TimeSpan.FromMinutes(4));
        Assert.Single(agent.Packages);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_upload_of_which_the_agent_takes_nothing_more_is_broken_off(string route)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using var wire = new UploadWire { StallAt = 500_000, OnStall = () => clock.Advance(TimeSpan.FromSeconds(31)) };
        using ObShellClient client = UploadRoute.Connect(agent, wire, options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(
            () => UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(1_000_000))).WaitAsync(TestClients.Patience));

        Assert.Equal(TimeSpan.FromSeconds(30), error.Timeout);
        Assert.False(error.MayHaveRun);
        Assert.Contains("took nothing more of the file", error.Message, StringComparison.Ordinal);
        Assert.Empty(UploadRoute.Stored(agent, route));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    [Shows(Promise.BrokenUploadsLeaveNothing)]
    public async Task An_upload_that_is_ended_by_the_caller_leaves_nothing_behind(string route)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using var cancellation = new CancellationTokenSource();
        using var wire = new UploadWire { StallAt = 500_000, OnStall = cancellation.Cancel };
        using ObShellClient client = UploadRoute.Connect(agent, wire);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(1_000_000)), cancellationToken: cancellation.Token).WaitAsync(TestClients.Patience));

        Assert.Empty(UploadRoute.Stored(agent, route));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_the_stream_of_the_caller_throws_is_the_cause_of_a_local_exception(string route)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using var wire = new UploadWire();
        using ObShellClient client = UploadRoute.Connect(agent, wire);
        foreach (Exception own in new Exception[] { new IOException("the disk"), new InvalidOperationException("mine") })
        {
            var file = new GeneratedFile(1_000_000, canSeek: false) { Failure = (500_000, own) };

            var error = await Assert.ThrowsAsync<ObShellLocalException>(() => UploadRoute.UploadAsync(client, route, UploadRoute.File(route, file, GeneratedFile.Sha256Of(1_000_000))));

            Assert.Same(own, error.InnerException);
            Assert.False(error.MayHaveRun);
        }

        Assert.Equal(2, wire.Uploads);
        Assert.Empty(UploadRoute.Stored(agent, route));
    }

    [Fact]
    public async Task A_progress_that_throws_ends_the_upload()
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Plain);
        using ObShellClient client = UploadRoute.Connect(agent);
        var own = new InvalidOperationException("mine");

        var error = await Assert.ThrowsAsync<ObShellLocalException>(
            () => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, new GeneratedFile(1_000_000)), progress: new Reports(report => throw own)));

        Assert.Same(own, error.InnerException);
        Assert.Empty(agent.Packages);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_file_that_has_not_the_digest_it_should_have_is_not_sent_to_its_end(string route)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using ObShellClient client = UploadRoute.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellLocalException>(
            () => UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(200_000), new string('0', 64))));

        Assert.IsType<InvalidDataException>(error.InnerException);

        Assert.Contains(GeneratedFile.Sha256Of(200_000), error.Message, StringComparison.Ordinal);
        Assert.Empty(UploadRoute.Stored(agent, route));
    }

    [Theory]
    [InlineData(90_000)]
    [InlineData(110_000)]
    public async Task A_file_that_changes_its_length_meanwhile_is_not_sent_to_its_end(long trueLength)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Encrypted);
        using ObShellClient client = UploadRoute.Connect(agent);
        var file = new GeneratedFile(100_000) { TrueLength = trueLength };

        var error = await Assert.ThrowsAsync<ObShellLocalException>(() => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Encrypted, file)));
        Assert.IsType<InvalidDataException>(error.InnerException);

        Assert.Empty(agent.Packages);
    }

    [Fact]
    public async Task An_empty_file_is_not_sent_and_an_empty_stream_not_to_its_end()
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Plain);
        using ObShellClient client = UploadRoute.Connect(agent);
        string path = Path.GetTempFileName();

        await Assert.ThrowsAsync<ArgumentException>(() => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, new MemoryStream())));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Packages.UploadAsync(PackageFile.FromPath(path)));
        Assert.Empty(agent.Requests);
        await Assert.ThrowsAsync<ObShellLocalException>(() => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, new GeneratedFile(0, canSeek: false))));

        File.Delete(path);
        Assert.Empty(agent.Packages);
    }

    /// <summary>Agents look at the whole package before they store it, in one transaction (obshell 4.5.0, ob/agent/executor/ob/upgrade_pkg_upload.go, UpgradePkgUpload).</summary>
    [Theory]
    [InlineData(UploadRoute.Plain, ObShellErrorCodes.CommonUnexpected, false)]
    [InlineData(UploadRoute.Plain, "OB.Package.MissingFile", false)]
    [InlineData(UploadRoute.Encrypted, ObShellErrorCodes.CommonUnexpected, false)]
    [InlineData(UploadRoute.ObProxy, "OBProxy.Package.MissingFile", false)]
    [InlineData(UploadRoute.Plain, ObShellErrorCodes.AgentRPCRequestFailed, true)]
    public async Task A_package_that_the_agent_rejects_is_not_stored(string route, string code, bool mayHaveRun)
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(route);
        using ObShellClient client = UploadRoute.Connect(agent);
        agent.OnPost(route).Respond(FakeResponse.Raw(System.Net.HttpStatusCode.InternalServerError, $$$"""{"successful":false,"status":500,"traceId":"1f","error":{"errCode":"{{{code}}}","message":"no"}}"""));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => UploadRoute.UploadAsync(client, route, UploadRoute.File(route, new GeneratedFile(10))));

        Assert.Equal(mayHaveRun, error.MayHaveRun);
    }

    /// <summary>A panic has no trace id, and may come after the package was stored.</summary>
    [Fact]
    public async Task An_upload_in_which_the_agent_crashes_may_be_stored()
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Plain);
        using ObShellClient client = UploadRoute.Connect(agent);
        agent.OnPost(UploadRoute.Plain).Respond(FakeResponse.Raw(
            System.Net.HttpStatusCode.InternalServerError, """{"successful":false,"status":500,"error":{"errCode":"Common.Unexpected","message":"Internal Server Error"}}"""));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, new GeneratedFile(10))));

        Assert.True(error.MayHaveRun);
    }

    [Fact]
    public async Task A_file_that_the_agent_finds_damaged_is_no_question_of_passwords()
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Plain);
        using ObShellClient client = UploadRoute.Connect(agent);
        agent.OnPost(UploadRoute.Plain).Respond(FakeResponse.Error(ObShellErrorCodes.SecurityAuthenticationFileSha256Mismatch));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, new GeneratedFile(10))));

        Assert.False(error.MayHaveRun);
        Assert.Contains("damaged on the way", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_can_be_mended_is_told_when_the_stream_cannot_go_back()
    {
        await using FakeAgent agent = await UploadRoute.StartAgentAsync(UploadRoute.Encrypted);
        using ObShellClient client = UploadRoute.Connect(agent);
        agent.OnPost(UploadRoute.Encrypted).Do(FakeAction.RotateKey()).Once();

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(
            () => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Encrypted, new GeneratedFile(100_000, canSeek: false))));
        await client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Encrypted, new GeneratedFile(100_000, canSeek: false)));

        Assert.False(error.MayHaveRun);
        Assert.Contains("call again with a new stream", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, agent.RequestsTo("/api/v1/secret").Count);
        Assert.Single(agent.Packages);
    }

    /// <summary>As the agent does it and the fake does not: the header is looked at before the body is read.</summary>
    [Fact]
    public async Task An_agent_that_refuses_the_header_is_not_sent_the_file()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var requests = new List<string>();
        Task serving = ServeAsync(listener, requests);
        using var client = new ObShellClient(new Uri($"http://{listener.LocalEndpoint}"), ObShellCredential.FromPassword("p"));
        var file = new GeneratedFile(10_000_000, canSeek: false);

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(
            () => client.Packages.UploadAsync(UploadRoute.File(UploadRoute.Plain, file, new string('0', 64))).WaitAsync(TestClients.Patience));
        listener.Stop();
        await Record.ExceptionAsync(() => serving);

        Assert.Equal(AuthenticationFailureReason.KeyRejected, error.Reason);
        Assert.Equal(0, file.BytesRead);
        string upload = Assert.Single(requests, request => request.StartsWith($"POST {UploadRoute.Plain} ", StringComparison.Ordinal));
        Assert.Contains("Expect: 100-continue", upload, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(TcpListener listener, List<string> requests)
    {
        using var key = RSA.Create(1024);
        while (true)
        {
            using TcpClient connection = await listener.AcceptTcpClientAsync();
            await using NetworkStream stream = connection.GetStream();
            var head = new StringBuilder();
            byte[] one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
            {
                head.Append((char)one[0]);
            }

            requests.Add(head.ToString());
            string answer = requests[^1].Split(' ')[1] switch
            {
                "/api/v1/info" => """{"successful":true,"status":200,"data":{"version":"4.5.0.0-1","identity":"CLUSTER AGENT","supportedAuth":["v2"]}}""",
                "/api/v1/secret" => $$$"""{"successful":true,"status":200,"data":{"public_key":"{{{Convert.ToBase64String(key.ExportRSAPublicKey())}}}"}}""",
                _ => """{"successful":false,"status":401,"error":{"code":1,"errCode":"Security.Authentication.Header.DecryptFailed","message":"no"}}""",
            };
            string status = answer.Contains("\"status\":200", StringComparison.Ordinal) ? "200 OK" : "401 Unauthorized";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\nConnection: close\r\n\r\n{answer}"));
        }
    }
}
