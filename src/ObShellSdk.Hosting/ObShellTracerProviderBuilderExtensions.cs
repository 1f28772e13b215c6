using ObShellSdk.Diagnostics;

#pragma warning disable IDE0130 // The namespace in which instrumentations are found.
namespace OpenTelemetry.Trace;
#pragma warning restore IDE0130

/// <summary>Adds the spans of ObShellSdk to a tracer provider.</summary>
public static class ObShellTracerProviderBuilderExtensions
{
    /// <summary>Collects the spans of all clients: one for each call, and one for each wait.</summary>
    /// <param name="builder">The tracer provider.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TracerProviderBuilder AddObShellInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(ObShellDiagnostics.ActivitySourceName);
    }
}
