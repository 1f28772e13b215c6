using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing;

/// <summary>The file of an upload. The agent reads the whole file and keeps only these properties.</summary>
public sealed record ReceivedFile
{
    /// <summary>The file name that the client sent, without directories.</summary>
    public required string Name { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The SHA-256 in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The MD5 in lower-case hex, as in the list of packages: of header and payload for an RPM file, otherwise of all bytes.</summary>
    public required string Md5 { get; init; }

    /// <summary>Null if the file is not an RPM file.</summary>
    internal RpmHeader? Rpm { get; init; }
}
