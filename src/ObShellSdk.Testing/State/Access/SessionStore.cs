using System.Security.Cryptography;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Access;

/// <summary>The sessions that this agent has opened since its start. They are in memory only, so other agents do not know them.</summary>
/// <remarks>Their age is measured by elapsed time: changing the agent's clock does not change it.</remarks>
internal sealed class SessionStore(TimeProvider time)
{
    private static readonly TimeSpan _idleLimit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan _sweepInterval = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);
    private Sweeps _sweeps = new(time.GetUtcNow(), _sweepInterval);

    public string Open()
    {
        var id = RandomNumberGenerator.GetHexString(64, lowercase: true);
        lock (_gate)
        {
            _expiries[id] = time.GetUtcNow() + _idleLimit;
        }

        return id;
    }

    /// <summary>Renews a session, or returns why it cannot be used.</summary>
    public Failure? Use(string id)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_expiries.TryGetValue(id, out var expiry))
            {
                return Failure.Of("Security.Authentication.SessionInvalid");
            }

            if (now > expiry)
            {
                _expiries.Remove(id);
                return Failure.Of(_sweeps.AnyBetween(expiry, now) ? "Security.Authentication.SessionInvalid" : "Security.Authentication.SessionExpired");
            }

            _expiries[id] = now + _idleLimit;
            return null;
        }
    }

    public void Close(string id)
    {
        lock (_gate)
        {
            _expiries.Remove(id);
        }
    }

    public void CloseAll()
    {
        lock (_gate)
        {
            _expiries.Clear();
        }
    }

    public void Restart()
    {
        lock (_gate)
        {
            _expiries.Clear();
            _sweeps = new Sweeps(time.GetUtcNow(), _sweepInterval);
        }
    }
}
