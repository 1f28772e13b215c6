using System.Text.Json;
using ObShellSdk.Testing.Seeds;

namespace ObShellSdk.Testing;

/// <summary>The state of a cluster as JSON: tenants, resources, backups, packages. <see cref="FakeAgent.Apply"/> applies it to an agent.</summary>
/// <remarks>
/// The members are listed in docs/reference/fake-agent.md. All are optional and use obshell's names. Times are RFC 3339, or
/// relative to the time the seed is applied: <c>-90s</c>, <c>-5m</c>, <c>-2h</c>, <c>-7d</c>. Comments and trailing commas are allowed.
/// </remarks>
public sealed class FakeSeed
{
    private readonly IReadOnlyList<Action<SeedTarget>> _steps;

    private FakeSeed(IReadOnlyList<Action<SeedTarget>> steps) => _steps = steps;

    /// <summary>Parses a seed.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The seed. It may be applied to several agents.</returns>
    /// <exception cref="JsonException">The text is not JSON, or a member is unknown or invalid. The message starts with the JSON path.</exception>
    public static FakeSeed Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new FakeSeed(SeedReader.Read(json));
    }

    internal void ApplyTo(SeedTarget target)
    {
        foreach (var step in _steps)
        {
            step(target);
        }
    }
}
