using Polly;
using Polly.Hedging;

namespace ObShellSdk.Http;

/// <summary>What one of several attempts beside each other came to.</summary>
internal sealed record HedgedOutcome(Call Call, object? Value, Exception? Exception);

/// <summary>
/// One attempt of a read at several agents: the next agent is asked when the ones before did not answer for a while, and the first answer counts. An agent that
/// another one is asked beside is avoided by other calls until it answers.
/// </summary>
internal sealed class Hedge(Call call, AgentDirectory agents, TimeSpan delay, Func<Call, CancellationToken, Task<HedgedOutcome>> ask)
{
    private const int MostBeside = 2;

    private static readonly ResiliencePropertyKey<Hedge> _key = new("ObShellSdk.Hedge");

    // It has no state, so that all clients can share it.
    private static readonly ResiliencePipeline<HedgedOutcome> _onSystemClock = CreatePipeline(TimeProvider.System);

    private int _asked = 1;

    /// <summary>The strategy for all attempts of a client.</summary>
    public static ResiliencePipeline<HedgedOutcome> PipelineFor(TimeProvider clock) => clock == TimeProvider.System ? _onSystemClock : CreatePipeline(clock);

    private static ResiliencePipeline<HedgedOutcome> CreatePipeline(TimeProvider clock) =>
        new ResiliencePipelineBuilder<HedgedOutcome> { TimeProvider = clock }
            .AddHedging(new HedgingStrategyOptions<HedgedOutcome>
            {
                MaxHedgedAttempts = MostBeside,
                DelayGenerator = static arguments => ValueTask.FromResult(Of(arguments.Context)._delay),
                ShouldHandle = static arguments => ValueTask.FromResult(Of(arguments.Context).IsWorthWaitingForAnother(arguments.Outcome.Result, arguments.Context.CancellationToken)),
                ActionGenerator = static arguments => Of(arguments.PrimaryContext).AskAnother(arguments.ActionContext),
            })
            .Build();

    private readonly TimeSpan _delay = delay;

    /// <summary>Asks the agent that the call has chosen, and others as time goes by.</summary>
    public async Task<HedgedOutcome> AskAsync(ResiliencePipeline<HedgedOutcome> pipeline, CancellationToken cancellationToken)
    {
        Call first = call.Fork();
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(_key, this);
        try
        {
            HedgedOutcome outcome = await pipeline.ExecuteAsync(
                static async (context, state) => await state.Ask(state.First, context.CancellationToken).ConfigureAwait(false), context, (Ask: ask, First: first)).ConfigureAwait(false);
            call.Adopt(outcome.Call);
            return outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Func<ValueTask<Outcome<HedgedOutcome>>>? AskAnother(ResilienceContext context)
    {
        if (agents.ChooseBeside(call.Tried) is not { } other)
        {
            return null;
        }

        call.Node.Health.Failed();
        call.GoTo(other);
        Call fork = call.Fork();
        Interlocked.Increment(ref _asked);
        return async () => Outcome.FromResult(await ask(fork, context.CancellationToken).ConfigureAwait(false));
    }

    /// <summary>A failure is not the last word while another agent is asked; a single agent's failure is the retry's to judge.</summary>
    private bool IsWorthWaitingForAnother(HedgedOutcome? outcome, CancellationToken cancellationToken) =>
        Volatile.Read(ref _asked) > 1 && outcome?.Exception is not null && !cancellationToken.IsCancellationRequested;

    private static Hedge Of(ResilienceContext context) => context.Properties.GetValue(_key, null!);
}
