using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ObShellSdk.Testing.Routes.Packages;
using ObShellSdk.Testing.State.Packages;

namespace ObShellSdk.Testing;

/// <content>Packages for upgrades.</content>
public sealed partial class FakeAgent
{
    private const long OneMebibyte = 1024 * 1024;

    /// <summary>The packages of observer and agent, in the order of upload, those uploaded twice included. A new list each time.</summary>
    public IReadOnlyList<FakePackage> Packages => State.Simulation.Run(_ => State.Packages.All.ToArray());

    /// <summary>The packages of obproxy, in the order of upload. A new list each time.</summary>
    public IReadOnlyList<FakePackage> ObProxyPackages => State.Simulation.Run(_ => State.ObProxyPackages.All.ToArray());

    /// <summary>Puts a package where an upload would have put it, without looking at name and version.</summary>
    /// <param name="fileName">Name of a package, such as <c>oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm</c>.</param>
    /// <param name="size">Length in bytes, more than 0. Default: 1 MiB.</param>
    /// <returns>The package.</returns>
    /// <exception cref="ArgumentException">No package is called so.</exception>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "RPM packages carry their MD5; nothing relies on it.")]
    public FakePackage AddPackage(string fileName, long size = OneMebibyte)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (PackageName.Parse(fileName) is not { HasDistribution: true } name)
        {
            throw new ArgumentException($"'{fileName}' is not of the form name-version-release.distribution.architecture.rpm.", nameof(fileName));
        }

        // There are no bytes: what is called the same is the same.
        var md5 = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(fileName))).ToLowerInvariant();
        return State.Simulation.Run(now => name.Name == PackageRules.ObProxy
            ? State.ObProxyPackages.Add(name, size, md5, State.Clock.Show(now))
            : State.Packages.Add(name, size, md5, State.Stored.Show(now)));
    }
}
