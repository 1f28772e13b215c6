using Cronos;
using Microsoft.Extensions.Options;
using ObShellSdk.Backup;

namespace ObShellSdk.Hosting.Schedule;

/// <summary>Checks the options of one schedule when the host starts.</summary>
internal sealed class BackupScheduleValidation(string schedule) : IValidateOptions<ObShellBackupScheduleOptions>
{
    public ValidateOptionsResult Validate(string? name, ObShellBackupScheduleOptions options)
    {
        if (name != schedule)
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> failures = [.. Check(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Check(ObShellBackupScheduleOptions options)
    {
        if (CronFault(options.Cron) is { } fault)
        {
            yield return $"{nameof(options.Cron)} must be a cron expression of five or six fields, such as 0 2 * * *, but was '{options.Cron}': {fault}";
        }

        if (options.TimeZone is null)
        {
            yield return $"{nameof(options.TimeZone)} must not be null.";
        }

        if (options.Tenants is null || options.Tenants.Any(string.IsNullOrWhiteSpace) || options.Tenants.Contains("sys", StringComparer.Ordinal))
        {
            yield return $"{nameof(options.Tenants)} must contain names of user tenants; sys cannot be backed up.";
        }

        if (options.Mode != BackupMode.Full && options.Mode != BackupMode.Incremental)
        {
            yield return $"{nameof(options.Mode)} must be {BackupMode.Full} or {BackupMode.Incremental}, but was {options.Mode}.";
        }

        if (options.FullOn is null)
        {
            yield return $"{nameof(options.FullOn)} must not be null.";
        }

        if (options.Parallel < 1)
        {
            yield return $"{nameof(options.Parallel)} must be at least 1, but was {options.Parallel}.";
        }

        if (options.Jitter < TimeSpan.Zero)
        {
            yield return $"{nameof(options.Jitter)} must be zero or more, but was {options.Jitter}.";
        }

        if (options.CatchUp < TimeSpan.Zero && options.CatchUp != Timeout.InfiniteTimeSpan)
        {
            yield return $"{nameof(options.CatchUp)} must be zero or more, or Timeout.InfiniteTimeSpan, but was {options.CatchUp}.";
        }

        if (options.MaxAttempts < 1)
        {
            yield return $"{nameof(options.MaxAttempts)} must be at least 1, but was {options.MaxAttempts}.";
        }

        if (options.RetryDelay < TimeSpan.FromSeconds(1))
        {
            yield return $"{nameof(options.RetryDelay)} must be at least 1 s, but was {options.RetryDelay}.";
        }

        if (options.Wait is null)
        {
            yield return $"{nameof(options.Wait)} must not be null.";
        }
    }

    private static string? CronFault(string? cron)
    {
        try
        {
            BackupPlan.Parse(cron ?? "");
            return null;
        }
        catch (CronFormatException exception)
        {
            return exception.Message;
        }
    }
}
