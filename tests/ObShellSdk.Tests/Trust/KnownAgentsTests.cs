using System.Formats.Tar;
using System.Net.Sockets;
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

    private static readonly TimeSpan _lockTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _step = TimeSpan.FromSeconds(1);

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

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => CallAsync(agent));

        Assert.Equal(TrustFailureReason.KeyChanged, error.Reason);
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

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));
        Assert.Equal(TrustFailureReason.KeyChanged, error.Reason);
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

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => CallAsync(agent));

        Assert.Equal(TrustFailureReason.KnownAgentsFileUnusable, error.Reason);
        Assert.Contains($"Line {line} of the known-agents file {Known} ", error.Message, StringComparison.Ordinal);
        Assert.Contains("nothing secret was sent", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
        Assert.Empty(agent.RequestsTo(Overview));
        Assert.Equal(text, await File.ReadAllTextAsync(Known));
    }

    [Fact]
    public async Task A_key_that_something_else_refuses_is_not_remembered()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect(agent, options => options.KeyValidation = (_, _) => ValueTask.FromResult(false));

        await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

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
        KnownAgentsFile[] files = [.. Enumerable.Range(0, 4).Select(_ => NewFile(TimeProvider.System))];
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

        KeyMatch[] met = await Task.WhenAll(Enumerable.Range(1, Writers).Select(i => Task.Run(() => files[i % 4].MatchAsync(KeyOf(i), stop.Token))));
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
        KnownAgentsFile file = NewFile(clock);
        Task<KeyMatch> match;

        // Shared, so that only a lock for one alone has to wait.
        await using (new FileStream(Known + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
            match = file.MatchAsync(KeyOf(1), CancellationToken.None);
            await clock.WaitForTimerAsync(IsPoll);
            Assert.False(File.Exists(Known));
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await match.WaitAsync(TestClients.Patience)).IsNew);
    }

    [Fact]
    public async Task A_lock_held_by_another_process_is_a_transient_error_of_its_own_without_a_retry()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var clock = new TestClock();
        using ObShellClient client = Connect(agent, options => options.TimeProvider = clock);
        await using var held = new FileStream(Known + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => clock.DriveAsync(client.Backup.GetOverviewAsync("tenant1"), _step));

        Assert.Equal(TrustFailureReason.KnownAgentsFileLocked, error.Reason);
        Assert.True(error.IsTransient);
        Assert.All((string[])[Known, Known + ".lock", "Another process", "10 s", "nothing secret was sent"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Single(agent.RequestsTo("/api/v1/secret"));
        Assert.Empty(agent.RequestsTo(Overview));
    }

    [Fact]
    public async Task A_caller_that_queues_behind_another_one_waits_for_the_lock_no_longer_than_that_one()
    {
        var clock = new TestClock();
        KnownAgentsFile file = NewFile(clock);
        await using var held = new FileStream(Known + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        Task<KeyMatch>[] matches = [file.MatchAsync(KeyOf(1), CancellationToken.None), file.MatchAsync(KeyOf(2), CancellationToken.None)];

        foreach (Task<KeyMatch> match in matches)
        {
            await Assert.ThrowsAsync<KnownAgentsLockedException>(() => clock.DriveAsync(match, _step));
        }
    }

    [Fact]
    public async Task A_lock_on_one_file_does_not_delay_another_file()
    {
        var clock = new TestClock();
        await using var held = new FileStream(Known + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        Task<KeyMatch> delayed = NewFile(clock).MatchAsync(KeyOf(1), CancellationToken.None);
        await clock.WaitForTimerAsync(IsPoll);

        var other = new KnownAgentsFile(_folder.File("other"), _lockTimeout, clock);
        KeyMatch match = await other.MatchAsync(KeyOf(1), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.True(match.IsNew);
        clock.Advance(_step);
        await Assert.ThrowsAsync<KnownAgentsLockedException>(() => clock.DriveAsync(delayed, _step));
    }

    [Fact]
    public async Task A_link_and_its_target_share_one_lock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await File.WriteAllTextAsync(_folder.File("target"), "");
        File.CreateSymbolicLink(Known, _folder.File("target"));
        var clock = new TestClock();
        await using var held = new FileStream(_folder.File("target.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

        Task<KeyMatch> match = NewFile(clock).MatchAsync(KeyOf(1), CancellationToken.None);

        await Assert.ThrowsAsync<KnownAgentsLockedException>(() => clock.DriveAsync(match, _step));
    }

    [Fact]
    public async Task Replacements_that_a_killed_process_left_are_deleted_by_the_next_writer()
    {
        string[] others = ["known_agents.bak", $"known_agents.{new string('x', 32)}", $"other.{Guid.NewGuid():N}"];
        foreach (string name in (string[])[.. others, $"known_agents.{Guid.NewGuid():N}", $"known_agents.{Guid.NewGuid():N}"])
        {
            await File.WriteAllTextAsync(_folder.File(name), "10.10");
        }

        await NewFile(TimeProvider.System).MatchAsync(KeyOf(1), CancellationToken.None);

        Assert.Equal(((string[])[.. others, "known_agents", "known_agents.lock"]).Order(StringComparer.Ordinal), _folder.Names);
    }

    [Fact]
    public void A_device_is_refused_when_the_client_is_created()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other names for them.");

        // Only looked at, here and in the client: a device that is replaced is lost to the whole machine.
        Assert.True(KnownAgentsFile.IsSpecial("/dev/null"));
        var options = new ObShellClientOptions { Endpoint = new Uri("http://127.0.0.1:2886"), KnownAgentsFile = "/dev/null" };
        var error = Assert.Throws<ArgumentException>(() => new ObShellClient(options));

        Assert.Equal(nameof(ObShellClientOptions.KnownAgentsFile), error.ParamName);
        Assert.Contains("must be a regular file, but /dev/null is a device", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [UnsupportedOSPlatform("windows")]
    public async Task A_pipe_or_a_socket_in_the_place_of_the_file_is_neither_opened_nor_replaced(bool isSocket)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other names for them.");
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect(agent);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (isSocket)
        {
            socket.Bind(new UnixDomainSocketEndPoint(Known));
        }
        else
        {
            MakePipe("known_agents");
        }

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1").WaitAsync(TestClients.Patience));

        Assert.Equal(TrustFailureReason.KnownAgentsFileUnusable, error.Reason);
        Assert.Contains($"{Known} is a device, a pipe or a socket", error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(Overview));
        Assert.True(KnownAgentsFile.IsSpecial(Known));
        Assert.Equal(["known_agents"], _folder.Names);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_left_alone()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect(agent);
        Directory.CreateDirectory(Known);

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(TrustFailureReason.KnownAgentsFileUnusable, error.Reason);
        Assert.True(error.InnerException is IOException or UnauthorizedAccessException);
        Assert.Empty(agent.RequestsTo(Overview));
        Assert.Equal(["known_agents"], _folder.Names);
    }

    /// <summary>A pause between two attempts to get the lock.</summary>
    private static bool IsPoll(TimeSpan due) => due == TimeSpan.FromMilliseconds(20);

    private KnownAgentsFile NewFile(TimeProvider clock) => new(Known, _lockTimeout, clock);

    private void MakePipe(string name)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Fifo, name));
        }

        archive.Position = 0;
        TarFile.ExtractToDirectory(archive, Path.GetDirectoryName(_folder.File(name))!, overwriteFiles: false);
    }

    private static AgentKeyInfo KeyOf(int number) =>
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
