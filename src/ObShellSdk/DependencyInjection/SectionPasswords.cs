using Microsoft.Extensions.Configuration;

namespace ObShellSdk.DependencyInjection;

/// <summary>
/// The passwords of a configuration section as they are now. Reading them costs two lookups, so they are read before every attempt: no call is sent with an old password
/// once the configuration has the new one.
/// </summary>
internal sealed class SectionPasswords
{
    private const int MaxEarlier = 8;

    private readonly IConfiguration _section;
    private volatile State _state;

    private SectionPasswords(IConfiguration section, State state)
    {
        _section = section;
        _state = state;
    }

    /// <summary>The credential. It is the same object until a password changes.</summary>
    public ObShellCredential Current
    {
        get
        {
            (string? password, string? agentPassword) = (_section["Password"], _section["AgentPassword"]);
            State state = _state;

            // A file that is being replaced has no keys for a moment, which does not mean that the passwords are gone.
            password ??= state.Password;
            agentPassword ??= state.AgentPassword;
            if (password == state.Password && agentPassword == state.AgentPassword)
            {
                return state.Credential;
            }

            State changed = State.Of(password, agentPassword, state);
            _state = changed;
            return changed.Credential;
        }
    }

    /// <summary>Null if the section has no password.</summary>
    public static SectionPasswords? Read(IConfiguration section) => (section["Password"], section["AgentPassword"]) is (null, null)
        ? null
        : new SectionPasswords(section, State.Of(section["Password"], section["AgentPassword"], null));

    private sealed record State(string? Password, string? AgentPassword, ObShellCredential Credential)
    {
        public static State Of(string? password, string? agentPassword, State? before)
        {
            Secret[] earlier = before is null ? []
                : [.. new[] { before.Credential.Password, before.Credential.AgentPassword }.OfType<Secret>().Concat(before.Credential.Earlier).Take(MaxEarlier)];
            return new State(password, agentPassword, ObShellCredential.FromSection(password, agentPassword, earlier));
        }

        public override string ToString() => Credential.ToString();
    }
}
