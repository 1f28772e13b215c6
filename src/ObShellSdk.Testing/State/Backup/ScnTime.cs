namespace ObShellSdk.Testing.State.Backup;

/// <summary>Converts SCNs, which are nanoseconds since 1970.</summary>
internal static class ScnTime
{
    public static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public static DateTimeOffset ToTime(long scn) => DateTimeOffset.UnixEpoch.AddTicks(scn / TimeSpan.NanosecondsPerTick);
}
