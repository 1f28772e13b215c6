using System.Text.Json;
using ObShellSdk.Testing.Seeds;

namespace ObShellSdk.Testing;

/// <summary>State of a cluster as JSON: tenants, sizes, backups, packages. <see cref="FakeAgent.Apply"/> puts it into an agent.</summary>
/// <remarks>
/// The members are listed in docs/fake-agent.md. All are optional and have the names that obshell gives them. Moments are RFC 3339, or
/// reckoned from when the seed is applied: <c>-90s</c>, <c>-5m</c>, <c>-2h</c>, <c>-7d</c>. Comments and trailing commas are allowed.
/// </remarks>
public sealed class FakeSeed
{
    private readonly IReadOnlyList<Action<Soil>> _steps;

    private FakeSeed(IReadOnlyList<Action<Soil>> steps) => _steps = steps;

    /// <summary>Reads a seed.</summary>
    /// <param name="json">One JSON object.</param>
    /// <returns>The seed, which may be applied to many agents.</returns>
    /// <exception cref="JsonException">No JSON, an unknown member, or a value that cannot be; the message begins with the JSON path.</exception>
    public static FakeSeed Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new FakeSeed(SeedReader.Read(json));
    }

    internal void ApplyTo(Soil soil)
    {
        foreach (var step in _steps)
        {
            step(soil);
        }
    }
}
