using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Packages;

namespace ObShellSdk.Testing.Routes.Packages;

/// <summary>The packages that the agent of a community edition accepts.</summary>
internal static class PackageRules
{
    public const string ObProxy = "obproxy-ce";

    private const string DiagnosticTool = "oceanbase-diagnostic-tool";
    private const string OldestObserver = "4.2.0.0";
    private const string OldestObProxy = "4.0.0";

    private static readonly string[] _names = ["obshell", "oceanbase-ce", "oceanbase-ce-libs"];

    /// <summary>Reads the header of the file, or without one the file name. An empty file, or one with another name, is not an RPM file.</summary>
    public static (PackageName? Name, Failure? Refusal) Read(Upload upload)
    {
        if (upload.File is not { } file)
        {
            return (null, Failure.Of("Request.File.Missing", "file", upload.Error));
        }

        if (file.Rpm is { } rpm)
        {
            return rpm.Md5 == file.Md5 ? (rpm.Name, null) : (null, Unreadable("MD5 checksum validation failed"));
        }

        return file.Size > 0 && PackageName.Parse(file.Name) is { } name
            ? (name, null)
            : (null, Unreadable("lead section is not of an RPM file"));
    }

    public static Failure? RefuseForCluster(PackageName package)
    {
        if (package.Name == DiagnosticTool)
        {
            // The server does not check the distribution, and crashes without one.
            return package.HasDistribution ? null : Failure.Panic;
        }

        if (!_names.Contains(package.Name, StringComparer.Ordinal))
        {
            return Failure.Of("OB.Package.Name.NotSupport", package.Name, string.Join(", ", _names));
        }

        return RefuseRelease(package)
            ?? (Compare(package.Version, OldestObserver) < 0 ? Failure.Of("Agent.OBVersionNotSupported", package.Version, OldestObserver) : null);
    }

    /// <summary>Refuses other packages. The server's message names the oldest observer instead of the oldest OBProxy.</summary>
    public static Failure? RefuseForObProxy(PackageName package)
    {
        if (package.Name != ObProxy)
        {
            return Failure.Of("OBProxy.Package.Name.Invalid", package.Name, ObProxy);
        }

        return RefuseRelease(package)
            ?? (Compare(package.Version, OldestObProxy) < 0 ? Failure.Of("OBProxy.Version.NotSupported", package.Version, OldestObserver) : null);
    }

    private static Failure? RefuseRelease(PackageName package)
        => package.HasDistribution ? null : Failure.Of("Package.ReleaseFormat.Invalid", package.Release);

    private static Failure Unreadable(string reason) => Failure.Of("Common.Unexpected", reason) with { LegacyCode = 1010 };

    /// <summary>Compares versions part by part, with 0 for a part that is not a number; with the same prefix the longer one is newer.</summary>
    private static int Compare(string one, string other)
    {
        var (left, right) = (Numbers(one), Numbers(other));
        return left.Zip(right, (first, second) => first.CompareTo(second)).FirstOrDefault(order => order != 0, left.Length.CompareTo(right.Length));
    }

    private static int[] Numbers(string version)
        => Array.ConvertAll(version.Split('.'), part => int.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0);
}
