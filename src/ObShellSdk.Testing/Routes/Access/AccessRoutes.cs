using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Access;

/// <summary>Ways in: sessions, single sign-on and the agent's own password. Who may call them is decided before.</summary>
internal static class AccessRoutes
{
    private const int KeyAndIvBytes = 32;

    /// <summary>The session is there even if it cannot be told.</summary>
    public static Outcome Login(AgentState state, Call call) => call.Header is { } header
        ? Answer(state.Sessions.Open(), header)
        : Failure.Of("Request.AESKey.NotFound");

    /// <summary>A session ends itself only, and keeps quiet about others; a password ends any.</summary>
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

    /// <summary>Asks for the keys before it uses the token up, and looks at their length no further than the server does.</summary>
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

    /// <summary>Ends all sessions, even if the password stays the same.</summary>
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
