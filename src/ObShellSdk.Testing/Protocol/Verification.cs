using System.Globalization;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Protocol;

/// <summary>Authenticates requests: the header, password and expiry that the role of the agent requires.</summary>
internal sealed class Verification(AgentState state, AgentHeader? header, string rawTarget, long arrivedAt)
{
    private const string SetAgentPassword = "/api/v1/agent/password";

    public Verdict Check(RouteEntry route, string path)
    {
        if (state.EncryptionDisabled || route.Protection is RouteProtection.Open or RouteProtection.Digest)
        {
            return Verdict.Pass;
        }

        if (header is null || (route.Protection is RouteProtection.ObProxy && header.Kind is not FakeHeaderKind.Agent))
        {
            return Failure.Of("Request.Header.NotFound");
        }

        if (header.Kind is FakeHeaderKind.V1)
        {
            return state.Identity == FakeAgentIdentity.Single ? Verdict.Pass : CheckRootPassword();
        }

        if (header.Uri != rawTarget)
        {
            return Failure.Of("Security.Authentication.Header.UriMismatch");
        }

        if (rawTarget == SetAgentPassword)
        {
            return CheckForNewAgentPassword();
        }

        if (route.Protection is RouteProtection.Sso)
        {
            return CheckSsoToken();
        }

        if (route.Protection is not RouteProtection.Login && header.SessionId.Length > 0
            && state.Version.KnowsSessions && state.Identity == FakeAgentIdentity.ClusterAgent)
        {
            return CheckSession();
        }

        return route.Protection is RouteProtection.ObProxy || IsObProxyTask(route, path) ? CheckAgentOnly() : CheckByIdentity();
    }

    private Verdict CheckByIdentity() => state.Identity switch
    {
        FakeAgentIdentity.Single => CheckSingle(),
        FakeAgentIdentity.Follower => CheckFollower(),
        FakeAgentIdentity.Master when header!.ForwardType == 2 => Refuse("Security.Authentication.IncorrectToken"),
        _ => CheckMember(),
    };

    private Verdict CheckSingle()
    {
        if (state.AgentPassword is null || HasToken())
        {
            return Verdict.Pass;
        }

        if (header!.Kind is not FakeHeaderKind.Agent)
        {
            return Refuse("Security.Authentication.WithAgentPassword", "agent password has been set");
        }

        var verdict = CheckAgentPassword(header.Auth);
        if (verdict != Verdict.Pass && state.Key.Decrypt(header.Auth) is { } inner)
        {
            return CheckAgentPassword(System.Text.Encoding.UTF8.GetString(inner));
        }

        return verdict;
    }

    private Verdict CheckFollower()
    {
        if (HasToken())
        {
            return Verdict.Pass;
        }

        if (header!.ForwardType == 2)
        {
            return Refuse("Security.Authentication.IncorrectToken");
        }

        if (!state.Version.FollowersForward)
        {
            return Refuse("Security.Authentication.Unauthorized");
        }

        if (state.Master is null)
        {
            return Failure.Of("Request.Forward.MasterAgent.NotFound");
        }

        return header.Kind is FakeHeaderKind.Agent ? Failure.Of("Request.Forward.Header.NotExist") : Verdict.Forward;
    }

    private bool HasToken() => header!.Token == state.Token;

    private Verdict CheckMember()
    {
        var rootIsKnown = state.Password is not null;
        var agentHasPassword = state.AgentPassword is not null;
        if (header!.Kind is FakeHeaderKind.OceanBase)
        {
            return agentHasPassword && !rootIsKnown
                ? Refuse("Security.Authentication.WithAgentPassword", "oceanbase password is not initialized")
                : CheckRootPassword();
        }

        if (agentHasPassword)
        {
            return CheckAgentPassword(header.Auth);
        }

        return rootIsKnown
            ? Refuse("Security.Authentication.WithOceanBasePassword", "agent password is not initialized")
            : Verdict.Pass;
    }

    private Verdict CheckAgentOnly()
    {
        if (header!.Kind is not FakeHeaderKind.Agent)
        {
            return Refuse("Security.Authentication.WithAgentPassword", "this route only support agent password");
        }

        return state.AgentPassword is null
            ? Refuse("Security.Authentication.AgentPasswordNotInitialized")
            : CheckAgentPassword(header.Auth);
    }

    private Verdict CheckForNewAgentPassword()
    {
        if (state.AgentPassword is not null)
        {
            return header!.Kind is FakeHeaderKind.Agent
                ? CheckAgentPassword(header.Auth)
                : Refuse("Security.Authentication.WithAgentPassword", "agent password has been set");
        }

        return state.Identity switch
        {
            FakeAgentIdentity.ClusterAgent when header!.Kind is FakeHeaderKind.OceanBase => CheckRootPassword(),
            FakeAgentIdentity.ClusterAgent => Refuse("Security.Authentication.WithOceanBasePassword", "oceanbase password has been set"),
            FakeAgentIdentity.Single => Verdict.Pass,
            _ => Failure.Panic,
        };
    }

    private Verdict CheckSsoToken()
    {
        if (CheckExpiry() != Verdict.Pass)
        {
            return Failure.Of("Security.Authentication.Expired");
        }

        if (header!.SsoToken.Length == 0)
        {
            return Failure.Of("Security.SSO.Token.Missing");
        }

        return state.SignOnTokens.Check(header.SsoToken) is { } refusal ? refusal : Verdict.Pass;
    }

    private Verdict CheckSession()
    {
        if (CheckExpiry() != Verdict.Pass)
        {
            return state.Version.TellsSessionExpiry
                ? Failure.Of("Security.Authentication.Expired")
                : Failure.Of("Security.Authentication.Timestamp.Invalid", header!.ExpiresAt, arrivedAt);
        }

        return state.Sessions.Use(header!.SessionId) is { } refusal ? refusal : Verdict.PassBy(header.SessionId);
    }

    private Verdict CheckRootPassword()
    {
        if (state.Password is null && state.Version.IgnoresUnsetRootPassword)
        {
            return Verdict.Pass;
        }

        return CheckPassword(header!.Auth, state.AcceptsRootPassword, "Security.Authentication.IncorrectOceanbasePassword");
    }

    private Verdict CheckAgentPassword(string given)
        => CheckPassword(given, password => password == (state.AgentPassword ?? ""), "Security.Authentication.IncorrectAgentPassword");

    /// <summary>Checks the password. With an empty one the expiry is not read.</summary>
    private Verdict CheckPassword(string given, Func<string, bool> accepts, string refusal)
    {
        var expiry = given.Length == 0 ? Verdict.Pass : CheckExpiry();
        if (expiry != Verdict.Pass)
        {
            return expiry;
        }

        return accepts(given) ? Verdict.Pass : Refuse(refusal);
    }

    private Verdict CheckExpiry()
    {
        if (!long.TryParse(header!.ExpiresAt, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var expiresAt))
        {
            return Refuse("Security.Authentication.Timestamp.Invalid", header.ExpiresAt, "invalid syntax");
        }

        return arrivedAt > expiresAt ? Refuse("Security.Authentication.Expired") : Verdict.Pass;
    }

    private static bool IsObProxyTask(RouteEntry route, string path)
        => route.NamesTask && route.Pattern.Value(path, "id") is ['4' or '5', ..];

    private static Failure Refuse(string errCode, params object[] arguments) => Failure.Of(errCode, arguments).AsUnauthorized();
}

/// <summary>The result: accepted, forwarded to the master, or refused.</summary>
internal readonly record struct Verdict
{
    public static Verdict Pass => default;

    public static readonly Verdict Forward = new() { IsForward = true };

    public Failure? Refusal { get; private init; }

    public bool IsForward { get; private init; }

    /// <summary>The session that authenticated the request, or null if it was not a session.</summary>
    public string? SessionId { get; private init; }

    public static Verdict PassBy(string sessionId) => new() { SessionId = sessionId };

    public static implicit operator Verdict(Failure refusal) => new() { Refusal = refusal };
}
