using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Access;

/// <summary>Sessions, single sign-on and the agent password. Authentication takes place before.</summary>
internal static class AccessRoutes
{
    private const int KeyAndIvBytes = 32;

    /// <summary>Opens a session, even if the response cannot be encrypted.</summary>
    public static Outcome Login(AgentState state, Call call) => call.Header is { } header
        ? Answer(state.Sessions.Open(), header)
        : Failure.Of("Request.AESKey.NotFound");

    /// <summary>Ends a session. A session can end only itself and gets no error for others; a password can end any.</summary>
    public static Outcome Logout(AgentState state, Call call)
    {
        var body = RequestBody.Read(call.Body);
        var id = body.Text("session_id", required: true);
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (call.SessionId is null || call.SessionId == id)
        {
            state.Sessions.Close(id!);
        }

        return Outcome.Done;
    }

    public static Outcome CreateToken(AgentState state, Call call) => call.Header is { } header
        ? Answer(state.SignOnTokens.Create(), header)
        : Failure.Of("Request.AESKey.NotFound");

    /// <summary>Exchanges a token. The keys are checked before the token is used, and only their length, as on the server.</summary>
    public static Outcome Exchange(AgentState state, Call call)
    {
        if (call.Header is not { SsoToken.Length: > 0 } header)
        {
            return Failure.Of("Security.SSO.Token.Missing");
        }

        if (header.Keys.Length < KeyAndIvBytes)
        {
            return Failure.Of("Request.AESKey.NotFound");
        }

        return state.SignOnTokens.Use(header.SsoToken) is { } refusal ? refusal : Answer(state.Sessions.Open(), header);
    }

    /// <summary>Sets the agent password and ends all sessions, even if the password is the same.</summary>
    public static Outcome SetAgentPassword(AgentState state, Call call)
    {
        var body = RequestBody.Read(call.Body);
        var password = body.Text("password", required: true);
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        state.AgentPassword = password;
        state.Sessions.CloseAll();
        return Outcome.Done;
    }

    private static Outcome Answer(string text, AgentHeader header)
    {
        var (ciphertext, failure) = BodyCipher.Seal(text, header.Keys);
        return failure is null ? Outcome.Success(ciphertext) : failure;
    }
}
