using System.Security.Cryptography;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Access;

/// <summary>The one-time tokens that this agent has issued since its start.</summary>
internal sealed class SignOnTokens(TimeProvider time)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _sweepInterval = TimeSpan.FromMinutes(30);

    private readonly object _gate = new();
    private readonly Dictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private Sweeps _sweeps = new(time.GetUtcNow(), _sweepInterval);

    public string Create()
    {
        var text = RandomNumberGenerator.GetHexString(64, lowercase: true);
        lock (_gate)
        {
            _tokens[text] = new Token(time.GetUtcNow() + _lifetime, UsedAt: null);
        }

        return text;
    }

    /// <summary>Returns why a token would be refused, without using it.</summary>
    public Failure? Check(string text)
    {
        lock (_gate)
        {
            return Look(text);
        }
    }

    /// <summary>Uses a token; if two callers try at the same time, one of them is refused.</summary>
    public Failure? Use(string text)
    {
        lock (_gate)
        {
            var refusal = Look(text);
            if (refusal is null)
            {
                _tokens[text] = _tokens[text] with { UsedAt = time.GetUtcNow() };
            }

            return refusal;
        }
    }

    public void Restart()
    {
        lock (_gate)
        {
            _tokens.Clear();
            _sweeps = new Sweeps(time.GetUtcNow(), _sweepInterval);
        }
    }

    private Failure? Look(string text)
    {
        var now = time.GetUtcNow();
        if (!_tokens.TryGetValue(text, out var token) || _sweeps.AnyBetween(token.UsedAt ?? token.ExpiresAt, now))
        {
            return Failure.Of("Security.SSO.Token.NotFound");
        }

        if (token.UsedAt is not null)
        {
            return Failure.Of("Security.SSO.Token.AlreadyUsed");
        }

        return now > token.ExpiresAt ? Failure.Of("Security.SSO.Token.Expired") : null;
    }

    private sealed record Token(DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);
}
