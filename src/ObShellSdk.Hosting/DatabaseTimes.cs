using ObShellSdk.Cluster;
using ObShellSdk.Errors;

namespace ObShellSdk.Hosting;

/// <summary>By how much the times of the database's records are shifted. Read once an hour.</summary>
internal sealed class DatabaseTimes(ObShellClient client, bool isCorrectedByClient, TimeProvider time)
{
    private static readonly TimeSpan _maxAge = TimeSpan.FromHours(1);

    private volatile Reading? _last;

    /// <summary>How far the times that the client returns are ahead of the instants that they mean; zero if that is not known.</summary>
    public async Task<TimeSpan> GetShiftAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        isCorrectedByClient ? TimeSpan.Zero : (await GetAsync(options, cancellationToken).ConfigureAwait(false))?.Difference ?? TimeSpan.Zero;

    /// <summary>The time zones of the agent's host and of the database, or null from agents before 4.2.4.</summary>
    /// <exception cref="ObShellException">They cannot be read.</exception>
    public async Task<ClusterClockInfo?> GetAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.ReadAt) < _maxAge)
        {
            return last.Info;
        }

        ClusterClockInfo? info;
        try
        {
            info = await client.Cluster.GetClockInfoAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellVersionException)
        {
            info = null;
        }

        _last = new Reading(info, time.GetTimestamp());
        return info;
    }

    private sealed record Reading(ClusterClockInfo? Info, long ReadAt);
}
