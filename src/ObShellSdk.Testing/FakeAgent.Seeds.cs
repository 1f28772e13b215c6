using ObShellSdk.Testing.Seeds;

namespace ObShellSdk.Testing;

/// <content>Seeds.</content>
public sealed partial class FakeAgent
{
    /// <summary>Adds the state of a seed to the agent's cluster. Existing state stays.</summary>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentException">
    /// The seed does not match the cluster: more observers than agents, an unknown zone or unit config, an existing tenant. The message
    /// starts with the JSON path. Everything before that path is applied.
    /// </exception>
    public void Apply(FakeSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        State.Simulation.Run(now => seed.ApplyTo(new SeedTarget(this, now)));
    }
}
