using System.Globalization;
using System.Text.RegularExpressions;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.Routes.Backup;

/// <summary>The body of a backup config, validated in the order of the server.</summary>
internal sealed partial record BackupConfigParam
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    public required string? DataUri { get; init; }

    public required string? ArchiveUri { get; init; }

    public required string? BaseUri { get; init; }

    private string? Binding { get; init; }

    private string? PieceSwitchInterval { get; init; }

    private long? Concurrency { get; init; }

    private string? LagTarget { get; init; }

    private long? ThreadScore { get; init; }

    private string? Policy { get; init; }

    /// <summary>Whether locations are required: always in routes that configure everything, in a patch only with a binding or piece switch interval.</summary>
    public bool NeedsArchive => !string.IsNullOrEmpty(Binding) || !string.IsNullOrEmpty(PieceSwitchInterval);

    public static (BackupConfigParam? Param, Failure? Failure) Bind(Call call)
    {
        var body = RequestBody.Read(call.Body);
        var policy = body.Object("delete_policy");
        _ = policy?.Text("recovery_window");
        var param = new BackupConfigParam
        {
            DataUri = NullIfEmpty(body.Text("data_base_uri")),
            ArchiveUri = NullIfEmpty(body.Text("archive_base_uri")),
            BaseUri = NullIfEmpty(body.Text("backup_base_uri")),
            Binding = body.Text("binding"),
            PieceSwitchInterval = body.Text("piece_switch_interval"),
            Concurrency = body.Integer("log_archive_concurrency"),
            LagTarget = body.Text("archive_lag_target"),
            ThreadScore = body.Integer("ha_low_thread_score"),
            Policy = policy?.Text("policy"),
        };
        return body.Failure is { } failure ? (null, failure) : (param, null);
    }

    public Failure? Check()
    {
        if (Concurrency is < 0 or > 100)
        {
            return Failure.Of("OB.Backup.LogArchiveConcurrency.Invalid", 0, 100);
        }

        if (ThreadScore is < 0 or > 100)
        {
            return Failure.Of("OB.Backup.HaLowThreadScore.Invalid", 0, 100);
        }

        if (Binding?.ToUpperInvariant() is not (null or "" or "OPTIONAL" or "MANDATORY"))
        {
            return Failure.Of("OB.Backup.Binding.Invalid", Binding);
        }

        if (CheckInterval() is { } invalid)
        {
            return invalid;
        }

        if (Policy is { Length: > 0 } && !Policy.Equals("default", StringComparison.OrdinalIgnoreCase))
        {
            return Failure.Of("OB.Backup.DeletePolicy.Invalid", Policy);
        }

        var archive = ArchiveUri ?? BaseUri;
        if (new[] { archive, DataUri ?? BaseUri }.OfType<string>().Any(uri => StoragePlace.SchemeOf(uri) is null))
        {
            return Failure.Of("OB.Storage.URI.Invalid", "invalid path type");
        }

        return archive is null ? null : CheckLagTarget(StoragePlace.SchemeOf(archive)!);
    }

    /// <summary>Returns the settings for one tenant, or for all with a shared base.</summary>
    public BackupSettings ToSettings(bool isShared) => new()
    {
        DataUri = isShared ? BaseUri : DataUri,
        ArchiveUri = isShared ? BaseUri : ArchiveUri,
        ChangesConcurrency = Concurrency is not null,
    };

    private Failure? CheckInterval()
    {
        if (string.IsNullOrEmpty(PieceSwitchInterval))
        {
            return null;
        }

        return ReadDuration(PieceSwitchInterval) switch
        {
            null => InvalidDuration(PieceSwitchInterval),
            { } interval when interval < _day || interval > 7 * _day => Failure.Of("OB.Backup.PieceSwitchInterval.Invalid"),
            _ => null,
        };
    }

    private Failure? CheckLagTarget(string scheme)
    {
        if (string.IsNullOrEmpty(LagTarget))
        {
            return null;
        }

        return ReadDuration(LagTarget) switch
        {
            null => InvalidDuration(LagTarget),
            { } target when target > TimeSpan.FromHours(2) => Failure.Of("OB.Backup.ArchiveLagTarget.Invalid"),
            { } target when scheme == "s3" && target < TimeSpan.FromMinutes(1) => Failure.Of("OB.Backup.ArchiveLagTargetForS3.Invalid"),
            _ => null,
        };
    }

    /// <summary>Parses an integer with a unit, from nanoseconds to years.</summary>
    private static TimeSpan? ReadDuration(string text)
    {
        if (DurationForm().Match(text) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        double? seconds = match.Groups[2].Value.ToLowerInvariant() switch
        {
            "ns" => count * 1e-9,
            "us" => count * 1e-6,
            "ms" => count * 1e-3,
            "s" => count,
            "m" => count * 60,
            "h" => count * 3600,
            "d" => count * 86400,
            _ => null,
        };
        return seconds is > 0 && seconds <= 365 * _day.TotalSeconds ? TimeSpan.FromSeconds(seconds.Value) : null;
    }

    private static Failure InvalidDuration(string text) => Failure.Of("Common.InvalidTimeDuration", text);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex("^([0-9]+)([a-zA-Z]+)$")]
    private static partial Regex DurationForm();
}
