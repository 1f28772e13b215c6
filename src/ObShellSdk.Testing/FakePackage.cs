namespace ObShellSdk.Testing;

/// <summary>A package that the agent has, uploaded or added by <see cref="FakeAgent.AddPackage"/>.</summary>
/// <remarks>
/// The agent reads the header of the RPM file, and so does the fake. Of a file that is none it reads the name instead, which must be that of a package, such as
/// <c>oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm</c>; the bytes may be anything then.
/// </remarks>
public sealed record FakePackage
{
    /// <summary>Number of the package, from 1. Packages of obproxy have numbers of their own.</summary>
    public required int Id { get; init; }

    /// <summary>Name, such as <c>oceanbase-ce</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version, such as <c>4.3.5.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Release and distribution, such as <c>100000012024.el7</c>.</summary>
    public required string ReleaseDistribution { get; init; }

    /// <summary>Release alone, such as <c>100000012024</c>.</summary>
    public required string Release { get; init; }

    /// <summary>Distribution alone, such as <c>el7</c>.</summary>
    public required string Distribution { get; init; }

    /// <summary>Architecture, such as <c>x86_64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Length of the file in bytes. The agent reports it as size of the payload and, unlike a real one, as installed size too.</summary>
    public required long Size { get; init; }

    /// <summary>Lower-case hex MD5: of an RPM file that of header and payload, of another one that of all bytes.</summary>
    public required string Md5 { get; init; }

    /// <summary>When it was uploaded, by the agent's clock.</summary>
    public required DateTimeOffset UploadedAt { get; init; }
}
