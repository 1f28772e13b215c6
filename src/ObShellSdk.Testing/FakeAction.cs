using System.Collections.Immutable;
using ObShellSdk.Testing.Faults;

namespace ObShellSdk.Testing;

/// <summary>What a <see cref="FakeRule"/> does with a request: one step, or several in order. Immutable.</summary>
/// <remarks>
/// <para>
/// <see cref="Then"/> joins steps: <c>FakeAction.Execute().Then(FakeAction.DropConnection())</c> executes the request and sends no response.
/// The steps run in the order in which they are written. <see cref="Respond"/>, <see cref="DropConnection"/>, <see cref="Hang"/> and <see cref="Restart"/>
/// end an action; an action without one of them ends with the agent's own response (<see cref="FakeResponse.FromAgent"/>).
/// </para>
/// <para>
/// Nothing may follow an ending, <see cref="RotateKey"/> must be the first step, and <see cref="Execute"/> may occur once.
/// <see cref="Then"/> throws <see cref="InvalidOperationException"/> for anything else.
/// </para>
/// </remarks>
public sealed class FakeAction
{
    private FakeAction(ImmutableArray<ActionStep> steps) => Steps = steps;

    internal ImmutableArray<ActionStep> Steps { get; }

    /// <summary>Creates an action that waits, by the agent's <see cref="FakeAgentOptions.TimeProvider"/>.</summary>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <returns>The action.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public static FakeAction Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return Of(new ActionStep.Delay(delay));
    }

    /// <summary>Creates an action that replaces the agent's key with a new one of the same size, so that the agent cannot decrypt the request.</summary>
    /// <remarks>Must be the first step of an action.</remarks>
    /// <returns>The action.</returns>
    public static FakeAction RotateKey() => Of(new ActionStep.RotateKey());

    /// <summary>Creates an action that authenticates the request and executes it, as the agent does without a rule.</summary>
    /// <remarks>If the agent refuses the caller, it sends the refusal, and the steps that follow do not run.</remarks>
    /// <returns>The action.</returns>
    public static FakeAction Execute() => Of(new ActionStep.Execute());

    /// <summary>Creates an action that sends a response. It ends an action.</summary>
    /// <param name="response">The response. After <see cref="Execute"/>, it replaces the response of the agent.</param>
    /// <returns>The action.</returns>
    public static FakeAction Respond(FakeResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Of(new ActionStep.Respond(response));
    }

    /// <summary>Creates an action that drops the connection without a response. It ends an action.</summary>
    /// <returns>The action.</returns>
    public static FakeAction DropConnection() => Of(new ActionStep.DropConnection());

    /// <summary>Creates an action that sends no response until the client disconnects or the agent stops. It ends an action.</summary>
    /// <returns>The action.</returns>
    public static FakeAction Hang() => Of(new ActionStep.Hang());

    /// <summary>Creates an action that restarts the agent: all connections are dropped and all sessions end. It ends an action.</summary>
    /// <remarks>
    /// The agent is available again immediately and keeps its other state. For a longer absence use <see cref="FakeAgent.StopAsync"/> and
    /// <see cref="FakeAgent.StartAgainAsync"/>.
    /// </remarks>
    /// <param name="newKey">True to give the agent a new key of the same size, as after a new deployment.</param>
    /// <returns>The action.</returns>
    public static FakeAction Restart(bool newKey = false) => Of(new ActionStep.Restart(newKey));

    /// <summary>Returns an action that runs this action and then another one.</summary>
    /// <param name="next">The action that follows.</param>
    /// <returns>A new action.</returns>
    /// <exception cref="InvalidOperationException">The steps do not fit together; see the remarks of <see cref="FakeAction"/>.</exception>
    public FakeAction Then(FakeAction next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var (last, first) = (Steps[^1], next.Steps[0]);
        if (last.IsEnding)
        {
            throw new InvalidOperationException($"{last.Name} must be the last step of an action, but {first.Name} follows it.");
        }

        if (first is ActionStep.RotateKey)
        {
            throw new InvalidOperationException($"{first.Name} must be the first step of an action, but it follows {last.Name}.");
        }

        if (Steps.Any(step => step is ActionStep.Execute) && next.Steps.Any(step => step is ActionStep.Execute))
        {
            throw new InvalidOperationException("An action must contain Execute at most once, but it was added twice.");
        }

        return new FakeAction([.. Steps, .. next.Steps]);
    }

    /// <summary>Returns the names of the steps in order.</summary>
    /// <returns>For example <c>Execute, DropConnection</c>.</returns>
    public override string ToString() => string.Join(", ", Steps.Select(step => step.Name));

    private static FakeAction Of(ActionStep step) => new([step]);
}
