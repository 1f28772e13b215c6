namespace ObShellSdk.Encryption;

/// <summary>The header formats that obshell has had.</summary>
internal enum AuthenticationVersion
{
    V1 = 1,
    V2 = 2,
}

/// <summary>Whose password a header carries, which decides the header's name.</summary>
internal enum HeaderKind
{
    /// <summary><c>X-OCS-Header</c>: the root@sys password.</summary>
    OceanBase,

    /// <summary><c>X-OCS-Agent-Header</c>: the password of this one agent.</summary>
    Agent,
}

/// <summary>All that <see cref="SealingHandler"/> needs to seal one attempt. It travels with the request, never on the wire.</summary>
internal sealed record Seal(AuthenticationVersion Version, SealingKey Key, HeaderKind Kind, Secret Password, TimeSpan ClockOffset, TimeSpan Lifetime)
{
    /// <summary>A session in place of the password.</summary>
    public Secret? Session { get; init; }

    /// <summary>A one-time token in place of the password.</summary>
    public Secret? SsoToken { get; init; }
}
