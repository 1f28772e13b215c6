namespace ObShellSdk.Testing;

/// <summary>A package on the agent, uploaded or added by <see cref="FakeAgent.AddPackage"/>.</summary>
/// <remarks>
/// The fake reads the header of the RPM file, as an agent does. If the file is not an RPM file, it reads the name, which must be a package name such as
/// <c>oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm</c>; the content is arbitrary then.
/// </remarks>
public sealed record FakePackage
{
    /// <summary>The number of the package, starting at 1. OBProxy packages are numbered separately.</summary>
    public required int Id { get; init; }

    /// <summary>The name, such as <c>oceanbase-ce</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version, such as <c>4.3.5.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The release and distribution, such as <c>100000012024.el7</c>.</summary>
    public required string ReleaseDistribution { get; init; }

    /// <summary>The release, such as <c>100000012024</c>.</summary>
    public required string Release { get; init; }

    /// <summary>The distribution, such as <c>el7</c>.</summary>
    public required string Distribution { get; init; }

    /// <summary>The architecture, such as <c>x86_64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The file size in bytes. The agent reports it as the payload size and, unlike a real agent, as the installed size.</summary>
    public required long Size { get; init; }

    /// <summary>The MD5 in lower-case hex: of header and payload for an RPM file, otherwise of all bytes.</summary>
    public required string Md5 { get; init; }

    /// <summary>The upload time, by the agent's clock.</summary>
    public required DateTimeOffset UploadedAt { get; init; }
}
