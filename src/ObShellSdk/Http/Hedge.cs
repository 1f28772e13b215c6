using Polly;
using Polly.Hedging;

namespace ObShellSdk.Http;

/// <summary>What one of several attempts beside each other came to.</summary>
internal sealed record HedgedOutcome(CallExecution Execution, object? Value, Exception? Exception);

/// <summary>
/// One attempt of a read at several agents: the next agent is asked when the ones before did not answer for a while, and the first answer counts. An agent that
/// another one is asked beside is avoided by other calls until it answers.
/// </summary>
internal sealed class Hedge(CallExecution execution, AgentDirectory agents, TimeSpan delay, Func<CallExecution, CancellationToken, Task<HedgedOutcome>> ask)
{
    private const int MaxParallel = 2;

    private static readonly ResiliencePropertyKey<Hedge> _key = new("ObShellSdk.Hedge");

    private int _asked = 1;

    /// <summary>
    /// The strategy for all attempts of a client. Its results are <see cref="HedgedOutcome"/>s, but not by type: Polly checks its options with System.ComponentModel.DataAnnotations,
    /// which remembers their type for ever, and one that is made of a type of ours would keep a collectible context from being unloaded.
    /// </summary>
    public static ResiliencePipeline<object> CreatePipeline(TimeProvider clock) =>
        new ResiliencePipelineBuilder<object> { TimeProvider = clock }
            .AddHedging(new HedgingStrategyOptions<object>
            {
                MaxHedgedAttempts = MaxParallel,
                DelayGenerator = static arguments => ValueTask.FromResult(Of(arguments.Context)._delay),
                ShouldHandle = static arguments => ValueTask.FromResult(Of(arguments.Context).IsWorthWaitingForAnother(arguments.Outcome.Result as HedgedOutcome, arguments.Context.CancellationToken)),
                ActionGenerator = static arguments => Of(arguments.PrimaryContext).AskAnother(arguments.ActionContext),
            })
            .Build();

    private readonly TimeSpan _delay = delay;

    /// <summary>Asks the agent that the call has chosen, and others as time goes by.</summary>
    public async Task<HedgedOutcome> AskAsync(ResiliencePipeline<object> pipeline, CancellationToken cancellationToken)
    {
        CallExecution first = execution.Fork();
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(_key, this);
        try
        {
            var outcome = (HedgedOutcome)await pipeline.ExecuteAsync<object, (Func<CallExecution, CancellationToken, Task<HedgedOutcome>> Ask, CallExecution First)>(
                static async (context, state) => await state.Ask(state.First, context.CancellationToken).ConfigureAwait(false), context, (Ask: ask, First: first)).ConfigureAwait(false);
            execution.Adopt(outcome.Execution);
            return outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Func<ValueTask<Outcome<object>>>? AskAnother(ResilienceContext context)
    {
        if (agents.ChooseBeside(execution.Tried) is not { } other)
        {
            return null;
        }

        execution.Node.Health.Failed();
        execution.GoTo(other);
        CallExecution fork = execution.Fork();
        Interlocked.Increment(ref _asked);
        return async () => Outcome.FromResult<object>(await ask(fork, context.CancellationToken).ConfigureAwait(false));
    }

    /// <summary>A failure is not the last word while another agent is asked; a single agent's failure is the retry's to judge.</summary>
    private bool IsWorthWaitingForAnother(HedgedOutcome? outcome, CancellationToken cancellationToken) =>
        Volatile.Read(ref _asked) > 1 && outcome?.Exception is not null && !cancellationToken.IsCancellationRequested;

    /// <summary>The strategy for all attempts of a client on that clock.</summary>
    public static ResiliencePipeline<object> PipelineFor(TimeProvider clock) => clock == TimeProvider.System ? SystemClock.Pipeline : CreatePipeline(clock);

    private static Hedge Of(ResilienceContext context) => context.Properties.GetValue(_key, null!);

    /// <summary>The strategy for the system's clock. It has no state, so that all clients share it.</summary>
    private static class SystemClock
    {
        public static readonly ResiliencePipeline<object> Pipeline = CreatePipeline(TimeProvider.System);
    }
}
