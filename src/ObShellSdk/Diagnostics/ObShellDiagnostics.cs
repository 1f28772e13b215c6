using System.Diagnostics;

namespace ObShellSdk.Diagnostics;

/// <summary>Names under which the client can be observed.</summary>
public static class ObShellDiagnostics
{
    /// <summary>The name of the <see cref="ActivitySource"/>: one client span a call, tagged with the route template.</summary>
    public const string ActivitySourceName = "ObShellSdk";

    /// <summary>The category of all log messages.</summary>
    public const string LogCategory = "ObShellSdk.ObShellClient";

    internal static ActivitySource Source { get; } = new(ActivitySourceName);
}
