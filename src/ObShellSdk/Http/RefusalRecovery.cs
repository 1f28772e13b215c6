using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>Whether a refused request can be sent again, and with which profile; null for the agent's current one.</summary>
internal readonly record struct Recovery(bool CanResend, AgentProfile? Profile);

/// <summary>
/// Decides from an agent's refusal of a header whether a new header would be accepted, and corrects what is known of the agent: its key, its clock, the kind of
/// password, its session. Such refusals are made before anything is executed.
/// </summary>
internal sealed class RefusalRecovery(AgentNode node, ClientSettings settings, IOpenExchange exchange)
{
    // How often an unchanged key is asked for after it was rejected.
    private const int MaxQuestions = 6;

    private static readonly ApiOperation _time = ApiOperation.OpenQuery($"/api/v1/time");

    private KnownAgent Agent => node.Learner.Agent;

    private AddressKeys Keys => node.Learner.Keys;

    /// <summary>Corrects what can be corrected. A resend is used up only if the correction succeeds.</summary>
    /// <param name="attempt">What was refused.</param>
    /// <param name="refusal">How it was refused.</param>
    /// <param name="agentTime">The agent's clock as that response showed it.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    public async ValueTask<Recovery> TryAsync(Attempt attempt, ObShellAuthenticationException refusal, DateTimeOffset? agentTime, CancellationToken cancellationToken)
    {
        ResendBudget budget = attempt.Execution.Resends;
        AgentProfile profile = attempt.Profile!;
        bool hasBoth = attempt.Credential is { Password: not null, AgentPassword: not null };
        switch (refusal.Reason)
        {
            case AuthenticationFailureReason.SessionEnded when attempt.Seal!.Session is { } ended && attempt.Credential.Session is null:
                node.Session.Forget(ended);
                return Resend(budget.TryUse(ResendCause.Session));

            // What 4.4.0 and 4.4.1 call a header with a session whose time is past.
            case AuthenticationFailureReason.Unknown when attempt.Seal!.Session is not null && refusal.Code == ObShellErrorCodes.SecurityAuthenticationTimestampInvalid:
                return Resend(await TrySetClockAsync(budget, agentTime, cancellationToken).ConfigureAwait(false));

            case AuthenticationFailureReason.KeyRejected when Keys.IsShared || await IsSharedAsync(budget, profile, cancellationToken).ConfigureAwait(false):
                return await TryAnotherKeyAsync(budget, profile, cancellationToken).ConfigureAwait(false);

            case AuthenticationFailureReason.KeyRejected:
                return Resend(await TryRelearnAsync(budget, ResendCause.Key, profile, cancellationToken).ConfigureAwait(false));

            case AuthenticationFailureReason.ClockSkew:
                return Resend(await TrySetClockAsync(budget, agentTime, cancellationToken).ConfigureAwait(false));

            case AuthenticationFailureReason.AgentPasswordNeeded when hasBoth:
                return Resend(TryUseHeader(budget, HeaderKind.Agent));

            case AuthenticationFailureReason.OceanBasePasswordNeeded when hasBoth:
                return Resend(TryUseHeader(budget, HeaderKind.OceanBase));

            // An agent that was upgraded meanwhile does not see a header of version 1.
            case AuthenticationFailureReason.UnsupportedVersion or AuthenticationFailureReason.HeaderMissing:
                return Resend(await TryRelearnAsync(budget, ResendCause.Version, profile, cancellationToken).ConfigureAwait(false));

            // Agents before 4.3.1 say "unauthorized" to everything, and later ones than we know may use other words: rule out the key, then the clock; what remains
            // is the password.
            case AuthenticationFailureReason.Unknown when !ObShellErrorCodes.Contains(refusal.Error.ErrCode):
                return Resend(await TryRelearnAsync(budget, ResendCause.Key, profile, cancellationToken).ConfigureAwait(false)
                    || (Differs(agentTime) && await TrySetClockAsync(budget, agentTime, cancellationToken).ConfigureAwait(false)));

            default:
                return default;
        }
    }

    private static Recovery Resend(bool canResend) => new(canResend, null);

    private async Task<bool> TryRelearnAsync(ResendBudget budget, ResendCause cause, AgentProfile profile, CancellationToken cancellationToken)
    {
        if (!budget.CanUse(cause))
        {
            return false;
        }

        AgentProfile now = await Agent.RelearnAsync(profile, cancellationToken).ConfigureAwait(false);
        return (now.Key.Fingerprint != profile.Key.Fingerprint || now.Authentication != profile.Authentication) && budget.TryUse(cause);
    }

    /// <summary>
    /// Whether several agents answer at this address, as behind a virtual IP. The rejected key may be that of another agent than the one that rejected it, so an unchanged
    /// key is asked for again over other connections. This is done once for each key.
    /// </summary>
    private async Task<bool> IsSharedAsync(ResendBudget budget, AgentProfile profile, CancellationToken cancellationToken)
    {
        string rejected = profile.Key.Fingerprint;
        int questions = !budget.IsFirstKeyRejection ? 0 : Keys.OnlyKey == rejected ? 1 : MaxQuestions;
        for (int question = 0; question < questions && !Keys.IsShared && profile.Key.Fingerprint == rejected; question++)
        {
            Keys.AreSought = question > 0;
            profile = await Agent.RelearnAsync(profile, cancellationToken).ConfigureAwait(false);
        }

        Keys.AreSought = Keys.IsShared;
        Keys.OnlyKey = Keys.IsShared ? null : profile.Key.Fingerprint;
        return Keys.IsShared;
    }

    /// <summary>Any agent at the address may get the next request, so its keys are tried in turn; after each round they are asked for again.</summary>
    private async Task<Recovery> TryAnotherKeyAsync(ResendBudget budget, AgentProfile profile, CancellationToken cancellationToken)
    {
        if (!budget.TryUseKeyOfSharedAddress(Keys.Count))
        {
            return default;
        }

        return new Recovery(true, budget.KeysTried % Keys.Count == 0
            ? await Agent.RelearnAsync(Agent.Profile ?? profile, cancellationToken).ConfigureAwait(false)
            : Keys.After(profile));
    }

    private bool TryUseHeader(ResendBudget budget, HeaderKind kind)
    {
        if (!budget.TryUse(ResendCause.HeaderKind))
        {
            return false;
        }

        Agent.WantedKind = kind;
        settings.Logger.OtherPasswordWanted(node.Name, kind == HeaderKind.Agent ? "agent's own" : "root@sys");
        return true;
    }

    private bool Differs(DateTimeOffset? agentTime) =>
        agentTime is { } time && (settings.OffsetOf(time) - Agent.ClockOffset).Duration() > settings.HeaderLifetime / 2;

    private async Task<bool> TrySetClockAsync(ResendBudget budget, DateTimeOffset? agentTime, CancellationToken cancellationToken)
    {
        if (!budget.CanUse(ResendCause.Clock))
        {
            return false;
        }

        DateTimeOffset time = agentTime ?? await exchange.AskAsync<DateTimeOffset>(node, _time, cancellationToken).ConfigureAwait(false);
        TimeSpan offset = settings.OffsetOf(time);
        if ((offset - Agent.ClockOffset).Duration() > TimeSpan.FromSeconds(1))
        {
            settings.Logger.ClockDiffers(node.Name, offset);
        }

        Agent.ClockOffset = offset;
        return budget.TryUse(ResendCause.Clock);
    }
}
