using ObShellSdk.Testing.Seeds;

namespace ObShellSdk.Testing;

/// <content>State out of a text.</content>
public sealed partial class FakeAgent
{
    /// <summary>Puts state into the cluster that the agent is a member of, beside what is there.</summary>
    /// <param name="seed">The state.</param>
    /// <exception cref="ArgumentException">
    /// It does not fit this cluster: more observers than agents, an unknown zone or unit config, a tenant that is there already. The message
    /// begins with the JSON path; what stands before that in the seed is applied.
    /// </exception>
    public void Apply(FakeSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        State.Simulation.Run(now => seed.ApplyTo(new Soil(this, now)));
    }
}
