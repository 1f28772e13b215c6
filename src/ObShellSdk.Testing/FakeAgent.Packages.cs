using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ObShellSdk.Testing.Routes.Packages;
using ObShellSdk.Testing.State.Packages;

namespace ObShellSdk.Testing;

/// <content>Software packages.</content>
public sealed partial class FakeAgent
{
    private const long OneMebibyte = 1024 * 1024;

    /// <summary>A snapshot of the packages of observer and agent in the order of upload, including repeated uploads.</summary>
    public IReadOnlyList<FakePackage> Packages => State.Simulation.Run(_ => State.Packages.All.ToArray());

    /// <summary>A snapshot of the OBProxy packages in the order of upload.</summary>
    public IReadOnlyList<FakePackage> ObProxyPackages => State.Simulation.Run(_ => State.ObProxyPackages.All.ToArray());

    /// <summary>Adds a package without an upload. Name and version are not checked against the cluster.</summary>
    /// <param name="fileName">The file name of the package, such as <c>oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm</c>.</param>
    /// <param name="size">The size in bytes; greater than 0. By default 1 MiB.</param>
    /// <returns>The package.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is not the file name of a package.</exception>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "RPM packages carry their MD5; nothing relies on it.")]
    public FakePackage AddPackage(string fileName, long size = OneMebibyte)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (PackageName.Parse(fileName) is not { HasDistribution: true } name)
        {
            throw new ArgumentException($"The file name must have the form name-version-release.distribution.architecture.rpm, but was '{fileName}'.", nameof(fileName));
        }

        // There is no content, so packages with the same name are the same.
        var md5 = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(fileName))).ToLowerInvariant();
        return State.Simulation.Run(now => name.Name == PackageRules.ObProxy
            ? State.ObProxyPackages.Add(name, size, md5, State.Clock.Show(now))
            : State.Packages.Add(name, size, md5, State.Stored.Show(now)));
    }
}
