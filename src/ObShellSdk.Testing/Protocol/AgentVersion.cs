namespace ObShellSdk.Testing.Protocol;

/// <summary>The protocol differences of the reported version.</summary>
internal sealed class AgentVersion
{
    private readonly Version _number;

    private AgentVersion(string text, Version number)
    {
        Text = text;
        _number = number;
    }

    public string Text { get; }

    public Version Number => _number;

    /// <summary>4.2.2.x uses the first header format and plain bodies.</summary>
    public bool SpeaksV1 => !Reaches(4, 2, 3);

    /// <summary>4.2.3 accepted any password while the root password was not set.</summary>
    public bool IgnoresUnsetRootPassword => !Reaches(4, 2, 4);

    public bool FollowersForward => Reaches(4, 2, 4);

    public bool ListsSupportedAuth => Reaches(4, 2, 5);

    public bool KnowsAgentPassword => Reaches(4, 2, 6);

    /// <summary>Since 4.2.6 the expiry is checked when the headers arrive; before, when the body has arrived too.</summary>
    public bool ReadsClockAtArrival => Reaches(4, 2, 6);

    /// <summary>Before 4.3.0 there was no number for "not found", except for tasks.</summary>
    public bool KnowsNotFound => Reaches(4, 3, 0);

    public bool HasConsole => Reaches(4, 3, 0);

    public bool SendsErrCode => Reaches(4, 3, 1);

    /// <summary>Before 4.3.2 a log archive could be stopped but not suspended.</summary>
    public bool SuspendsArchive => Reaches(4, 3, 2);

    public bool KnowsSessions => Reaches(4, 4, 0);

    /// <summary>4.4.0 and 4.4.1 reported an expired session as an invalid timestamp.</summary>
    public bool TellsSessionExpiry => Reaches(4, 4, 2);

    /// <summary>Since 4.4.2 an agent that starts with a key of another length creates a new one.</summary>
    public bool RenewsKeys => Reaches(4, 4, 2);

    public bool NumbersDecryptFailure => Reaches(4, 4, 2);

    public static AgentVersion Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return Read(text) ?? throw new ArgumentException($"The version must be an obshell version from 4.2.2 on, such as 4.5.0.0-12026050100, but was '{text}'.", nameof(text));
    }

    public static bool IsKnown(string text) => Read(text) is not null;

    /// <summary>Whether this version has a route. The routes of 4.2.2.x are unknown: it has all, so that every call can be tested with its header format.</summary>
    public bool Has(Version since) => SpeaksV1 || _number >= since;

    private static AgentVersion? Read(string text)
        => Version.TryParse(text.Split('-', 2)[0], out var version) && version >= new Version(4, 2, 2) ? new AgentVersion(text, version) : null;

    private bool Reaches(int major, int minor, int patch) => _number >= new Version(major, minor, patch);
}
