using System.Globalization;
using CsCheck;

namespace ObShellSdk.Tests.Hostile;

/// <summary>
/// How long properties are tested: in the test run shortly and always alike, and for OBSHELL_FUZZ times as many cases, each run others, where that is
/// set in the environment.
/// </summary>
internal static class Fuzz
{
    private static readonly int? _factor =
        int.TryParse(Environment.GetEnvironmentVariable("OBSHELL_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int factor) ? factor : null;

    /// <summary>Where random numbers begin.</summary>
    public static int Seed { get; } = _factor is null ? 4711 : Environment.TickCount;

    public static int Times(int cases) => cases * (_factor ?? 1);

    public static void Check<T>(this Gen<T> cases, Action<T> property, int count = 1000) =>
        cases.Sample(property, iter: Times(count), seed: _factor is null ? "0004KeIHqXn1" : null, threads: 1);
}
