using System.Runtime.Versioning;
using ObShellSdk.Errors;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Trust;

namespace ObShellSdk.Tests.Trust;

/// <summary>Trust on first use, in the manner of SSH.</summary>
public sealed class KnownAgentsTests : IDisposable
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";
    private const string Stranger = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private readonly TemporaryFolder _folder = new();

    private string Known => _folder.File("known_agents");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_agent_is_remembered_when_it_is_first_met_and_met_again_without_a_word()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var log = new LogLines();

        for (int client = 0; client < 2; client++)
        {
            await CallAsync(agent, log);
        }

        string line = Assert.Single(await File.ReadAllLinesAsync(Known), line => !line.StartsWith('#'));
        Assert.Equal($"127.0.0.1:{agent.Port} {agent.PublicKeyFingerprint}", line);
        Assert.Contains(agent.PublicKeyFingerprint, Assert.Single(log.Of(20)), StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Promise.KnownKeysHold)]
    public async Task A_changed_key_is_refused_with_both_fingerprints_and_the_line_to_mend()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await File.WriteAllTextAsync(Known, "# my agents\n\n");
        await CallAsync(agent);
        string before = agent.PublicKeyFingerprint;
        agent.RotateKey();

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => CallAsync(agent));

        Assert.Equal(AuthenticationFailure.KeyChanged, error.Failure);
        Assert.All((string[])[agent.Endpoint.Authority, before, agent.PublicKeyFingerprint, Known, "line 3"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Single(agent.RequestsTo(Overview));
    }

    [Fact]
    [Shows(Promise.KnownKeysHold)]
    public async Task A_key_that_changes_under_a_client_is_refused_too_until_its_line_is_removed()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(AuthenticationFailure.KeyChanged, error.Failure);
        File.Delete(Known);

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public async Task An_agent_may_have_its_next_key_beside_the_present_one()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await File.WriteAllTextAsync(Known, $"127.0.0.1:{agent.Port} {Stranger}\r\n127.0.0.1:{agent.Port}\t{agent.PublicKeyFingerprint.ToUpperInvariant()} # after the upgrade");

        await CallAsync(agent);

        Assert.Equal(["known_agents"], _folder.Names);
    }

    [Fact]
    public async Task What_stands_in_the_file_stays_there()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        string text = $"# by hand\n\n10.10.10.1:2886 {Stranger}";
        await File.WriteAllTextAsync(Known, text);

        await CallAsync(agent);

        Assert.Equal($"{text}\n127.0.0.1:{agent.Port} {agent.PublicKeyFingerprint}\n", await File.ReadAllTextAsync(Known));
    }

    [Theory]
    [InlineData("10.10.10.1:2886", 1)]
    [InlineData("# fine\n10.10.10.1 " + Stranger, 2)]
    [InlineData("10.10.10.1:2886 " + Stranger + "\n\n10.10.10.2:2886 abcd", 3)]
    [InlineData("10.10.10.1:2886 " + Stranger + " and more", 1)]
    [InlineData("10.10.10.1:0 " + Stranger, 1)]
    [Shows(Promise.BrokenKnownAgentsTrustNobody)]
    public async Task A_broken_line_is_named_and_nothing_is_sent(string text, int line)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await File.WriteAllTextAsync(Known, text);

        var error = await Assert.ThrowsAsync<ObShellLocalException>(() => CallAsync(agent));

        Assert.StartsWith($"Line {line} of the file of known agents {Known} ", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(Overview));
        Assert.Equal(text, await File.ReadAllTextAsync(Known));
    }

    [Fact]
    public async Task A_key_that_something_else_refuses_is_not_remembered()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect(agent, options => options.KeyValidation = (_, _) => ValueTask.FromResult(false));

        await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Empty(_folder.Names);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_read_the_file_and_a_missing_folder_is_made_for_him_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        string path = Path.Combine(_folder.File("new"), "deeper", "known_agents");
        using ObShellClient client = TestClients.Connect(agent, options => options.KnownAgentsFile = path);

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    [Shows(Promise.KnownAgentsAreShared)]
    public async Task A_file_that_others_could_read_is_replaced_by_one_that_they_cannot()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await File.WriteAllTextAsync(Known, "");
        File.SetUnixFileMode(Known, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);

        await CallAsync(agent);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Known));
    }

    [Fact]
    public async Task A_link_to_the_file_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await File.WriteAllTextAsync(_folder.File("shared"), "");
        File.CreateSymbolicLink(Known, _folder.File("shared"));

        await CallAsync(agent);

        Assert.NotNull(File.ResolveLinkTarget(Known, returnFinalTarget: false));
        Assert.Contains(agent.PublicKeyFingerprint, await File.ReadAllTextAsync(_folder.File("shared")), StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Promise.KnownAgentsAreShared)]
    public async Task Many_that_meet_agents_at_once_lose_no_line_and_a_reader_never_sees_half_a_file()
    {
        const int Writers = 64;
        KnownAgentsFile[] files = [.. Enumerable.Range(0, 4).Select(_ => new KnownAgentsFile(Known, TimeProvider.System))];
        using var stop = new CancellationTokenSource(TestClients.Patience);
        Task reading = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (File.Exists(Known))
                {
                    KnownAgentsText.Read(await File.ReadAllTextAsync(Known), Known);
                }
            }
        });

        Acquaintance[] met = await Task.WhenAll(Enumerable.Range(1, Writers).Select(i => Task.Run(() => files[i % 4].MeetAsync(KeyOf(i), stop.Token))));
        await stop.CancelAsync();

        await reading;
        Assert.All(met, one => Assert.True(one.IsNew));
        Assert.Equal(Writers, KnownAgentsText.Read(await File.ReadAllTextAsync(Known), Known).Count);
        Assert.Equal(["known_agents", "known_agents.lock"], _folder.Names);
    }

    [Fact]
    public async Task A_lock_of_another_process_is_waited_for()
    {
        var clock = new TestClock();
        var file = new KnownAgentsFile(Known, clock);
        using var patience = new CancellationTokenSource(TestClients.Patience);
        Task<Acquaintance> meeting;

        // Shared, so that only who wants it for himself alone has to wait.
        await using (new FileStream(Known + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
            meeting = file.MeetAsync(KeyOf(1), patience.Token);
            await clock.WaitForTimerAsync(_ => true);
            Assert.False(File.Exists(Known));
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await meeting.WaitAsync(TestClients.Patience)).IsNew);
    }

    [Fact]
    public async Task A_lock_that_is_never_given_back_is_named()
    {
        var file = new KnownAgentsFile(Known, TimeProvider.System);
        await using var held = new FileStream(Known + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        using var patience = new CancellationTokenSource();
        Task<Acquaintance> meeting = file.MeetAsync(KeyOf(1), patience.Token);
        await patience.CancelAsync();

        var error = await Assert.ThrowsAsync<IOException>(() => meeting);

        Assert.Contains(Known + ".lock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_that_fails_leaves_the_old_file_and_no_other()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder is opened otherwise there.");
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect(agent);
        Directory.CreateDirectory(Known);

        var error = await Assert.ThrowsAsync<ObShellLocalException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.True(error.InnerException is IOException or UnauthorizedAccessException);
        Assert.Empty(agent.RequestsTo(Overview));
        Assert.Equal(["known_agents"], _folder.Names);
    }

    private static ObShellAgentKey KeyOf(int number) =>
        new() { Agent = new Uri($"http://10.0.0.{number}:2886"), Fingerprint = Stranger, Bits = 1024 };

    private async Task CallAsync(FakeAgent agent, LogLines? log = null)
    {
        using ObShellClient client = Connect(agent, options => options.LoggerFactory = log);
        await client.Backup.GetOverviewAsync("tenant1");
    }

    private ObShellClient Connect(FakeAgent agent, Action<ObShellClientOptions>? configure = null) => TestClients.Connect(agent, options =>
    {
        options.KnownAgentsFile = Known;
        configure?.Invoke(options);
    });
}
