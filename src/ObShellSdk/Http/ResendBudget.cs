namespace ObShellSdk.Http;

/// <summary>The resends of one call. The protocol allows one for each cause; together with <see cref="MaxResends"/>, no agent can keep a call going.</summary>
internal sealed class ResendBudget
{
    private const int MaxResends = 2;

    private ResendCause _used;

    /// <summary>How many resends were used, except for keys of a shared address.</summary>
    public int Count { get; private set; }

    /// <summary>How many keys of an address with several agents were rejected.</summary>
    public int KeysTried { get; private set; }

    public ResendCause LastCause { get; private set; }

    /// <summary>Whether no key was replaced yet.</summary>
    public bool IsFirstKeyRejection => (_used & ResendCause.Key) == 0;

    public ResendBudget Copy() => (ResendBudget)MemberwiseClone();

    /// <summary>Whether a resend for a cause is left.</summary>
    public bool CanUse(ResendCause cause) => Count < MaxResends && (_used & cause) == 0;

    /// <summary>Uses the resend for a cause. False if none is left.</summary>
    public bool TryUse(ResendCause cause)
    {
        if (!CanUse(cause))
        {
            return false;
        }

        Count++;
        _used |= cause;
        LastCause = cause;
        return true;
    }

    /// <summary>
    /// True while there are keys left to try at an address with several agents. A request reaches one of them by chance, so each key gets a dozen chances.
    /// </summary>
    public bool TryUseKeyOfSharedAddress(int agents)
    {
        if (KeysTried >= Math.Min(agents * 12, 64))
        {
            return false;
        }

        KeysTried++;
        LastCause = ResendCause.Key;
        return true;
    }
}
