using System.Globalization;
using System.Text.Json;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>
/// The time zone of the cluster's database beside that of the agent's host. Agents read the database's wall clock and label it with the offset of their own host, so
/// that the times of DAGs, backups and restores are wrong by the difference of the two.
/// </summary>
internal sealed class DatabaseClock(ObShellConnection connection)
{
    private readonly object _gate = new();
    private Task? _detection;
    private TimeSpan? _offset;
    private bool _isWarned;

    /// <summary>The offset of the database's time zone from UTC at present; null while it is not known.</summary>
    public TimeSpan? Offset
    {
        get
        {
            lock (_gate)
            {
                return _offset;
            }
        }
    }

    /// <summary>How long ago a moment of the database's wall clock was; null while its time zone is not known.</summary>
    public TimeSpan? ElapsedSince(DateTimeOffset start) => Offset is { } offset ? connection.AgentNow.ToOffset(offset).DateTime - start.DateTime : null;

    /// <summary>The instant that a labelled time of the database means; the time as it is while the database's time zone is not known.</summary>
    public DateTimeOffset Correct(DateTimeOffset labelled) => Offset is { } offset ? new DateTimeOffset(DateTime.SpecifyKind(labelled.DateTime, DateTimeKind.Unspecified), offset) : labelled;

    /// <summary>A response whose times of the database are corrected.</summary>
    public async Task<T> CorrectAsync<T>(Task<T> response, CancellationToken cancellationToken)
    {
        T received = await response.ConfigureAwait(false);
        if (received is not ObShellRecord record || !typeof(T).IsAssignableTo(typeof(ObShellRecord)))
        {
            return received;
        }

        await DetectAsync(cancellationToken).ConfigureAwait(false);
        return (T)(object)record.CorrectTimes(Correct);
    }

    /// <summary>Reads both clocks' time zones.</summary>
    public async Task<(DateTimeOffset AgentTime, string DatabaseTimeZone, TimeSpan? DatabaseOffset)> ReadAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        JsonElement variable = await connection.ForFacet<HandshakeJson>()
            .QueryAsync<JsonElement>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/sys/variable/time_zone", options, cancellationToken).ConfigureAwait(false);
        DateTimeOffset agentTime = await connection.ForFacet<HandshakeJson>().OpenQueryAsync<DateTimeOffset>($"/api/v1/time", options, cancellationToken).ConfigureAwait(false);
        string zone = variable.ValueKind == JsonValueKind.Object && variable.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        TimeSpan? offset = OffsetOf(zone, agentTime);
        Set(agentTime, offset);
        return (agentTime, zone, offset);
    }

    /// <summary>Reads them once for the client, to measure and to warn. That they cannot be read hinders nothing.</summary>
    public Task DetectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _detection ??= TryReadAsync();
        }

        return _detection.WaitAsync(cancellationToken);
    }

    private async Task TryReadAsync()
    {
        // Leaves the lock of the first caller before anything is sent; it serves all who wait for it, so that none of their tokens may end it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await ReadAsync(null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObShellException exception)
        {
            connection.Settings.Logger.DatabaseClockUnknown(ErrorType.Of(exception));
        }
        catch (ObjectDisposedException)
        {
            // The client was closed meanwhile; no call waits for its clock any more.
        }
    }

    private void Set(DateTimeOffset agentTime, TimeSpan? offset)
    {
        bool warns;
        lock (_gate)
        {
            _offset = offset;
            warns = offset is { } known && known != agentTime.Offset && !_isWarned;
            _isWarned |= warns;
        }

        if (warns)
        {
            connection.Settings.Logger.DatabaseClockDiffers(AgentName.Of(connection.Endpoint), Text(offset!.Value), Text(agentTime.Offset), offset.Value - agentTime.Offset);
        }
    }

    /// <summary>An offset such as <c>+08:00</c>, or the name of a zone. What <c>SYSTEM</c> is, only the observer's host knows.</summary>
    private static TimeSpan? OffsetOf(string zone, DateTimeOffset now)
    {
        if (zone is ['+' or '-', ..] && TimeSpan.TryParseExact(zone.AsSpan(1), ["h\\:mm", "hh\\:mm"], CultureInfo.InvariantCulture, out TimeSpan size) && size <= TimeSpan.FromHours(14))
        {
            return zone[0] == '-' ? -size : size;
        }

        return zone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? named) ? named.GetUtcOffset(now) : null;
    }

    private static string Text(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);
}
