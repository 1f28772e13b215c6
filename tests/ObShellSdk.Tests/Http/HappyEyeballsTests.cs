using System.Net;
using ObShellSdk.Http;

namespace ObShellSdk.Tests.Http;

/// <summary>Hosts with several addresses.</summary>
public sealed class HappyEyeballsTests
{
    private static readonly IPAddress _dropping = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress _good = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress _third = IPAddress.Parse("192.0.2.2");

    [Fact]
    public async Task RaceAsync_tries_the_second_address_after_250_ms_and_closes_what_comes_late()
    {
        var clock = new TestClock();
        var late = new TaskCompletionSource<Connection>(TaskCreationOptions.RunContinuationsAsynchronously);
        var good = new Connection();
        Task<Connection> race = HappyEyeballs.RaceAsync([_dropping, _good], (address, _) => address == _dropping ? late.Task : Task.FromResult(good), clock, default);
        Assert.False(race.IsCompleted);

        await clock.PassAsync(TimeSpan.FromMilliseconds(250));

        Assert.Same(good, await race.WaitAsync(TestClients.Patience));
        var second = new Connection();
        late.SetResult(second);
        await second.Closed.Task.WaitAsync(TestClients.Patience);
        Assert.False(good.Closed.Task.IsCompleted);
    }

    [Fact]
    public async Task RaceAsync_tries_the_next_address_at_once_when_one_refuses()
    {
        var good = new Connection();
        var tried = new List<IPAddress>();

        Connection connected = await HappyEyeballs.RaceAsync(
            [_dropping, _good, _third],
            (address, _) =>
            {
                tried.Add(address);
                return address == _good ? Task.FromResult(good) : Task.FromException<Connection>(new IOException("refused"));
            },
            new TestClock(),
            default);

        Assert.Same(good, connected);
        Assert.Equal([_dropping, _good], tried);
    }

    [Fact]
    public async Task RaceAsync_throws_the_first_failure_if_no_address_accepts() => Assert.Equal("192.0.2.1", (await Assert.ThrowsAsync<IOException>(() => HappyEyeballs.RaceAsync(
        [_dropping, _good], (address, _) => Task.FromException<Connection>(new IOException($"{address}")), new TestClock(), default))).Message);

    [Fact]
    public async Task RaceAsync_ends_with_its_token()
    {
        using var cancellation = new CancellationTokenSource();
        Task<Connection> race = HappyEyeballs.RaceAsync([_dropping, _good], (_, token) => Forever(token), new TestClock(), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => race.WaitAsync(TestClients.Patience));
    }

    [Fact]
    public void Alternate_takes_the_address_families_in_turn() =>
        Assert.Equal([_dropping, _good, _third], HappyEyeballs.Alternate([_dropping, _third, _good]));

    private static async Task<Connection> Forever(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return new Connection();
    }

    private sealed class Connection : IDisposable
    {
        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose() => Closed.TrySetResult();
    }
}
