using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing;

/// <summary>The file of an upload. The agent reads it to its end and keeps only this of it.</summary>
public sealed record ReceivedFile
{
    /// <summary>Name as the caller gave it, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Lower-case hex SHA-256 of the bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Lower-case hex MD5, as packages are listed with it: of an RPM file that of header and payload, of another one that of all bytes.</summary>
    public required string Md5 { get; init; }

    /// <summary>Null for a file that is no RPM file.</summary>
    internal RpmHeader? Rpm { get; init; }
}
