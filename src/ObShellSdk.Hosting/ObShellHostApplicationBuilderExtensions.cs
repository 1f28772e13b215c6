using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ObShellSdk;
using ObShellSdk.Hosting;
using ObShellSdk.Hosting.Configuration;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

#pragma warning disable IDE0130 // The namespace in which integrations of a host are found.
namespace Microsoft.Extensions.Hosting;
#pragma warning restore IDE0130

/// <summary>Registers an <see cref="ObShellClient"/> with its health check, traces and metrics.</summary>
/// <remarks>
/// <para>
/// Options are read from the connection string <c>ConnectionStrings:{name}</c>, such as <c>Endpoint=http://10.10.10.1:2886;Password=…</c>, and from the section
/// <c>ObShell:{name}</c>, or <c>{name}</c> where that does not exist. Both may exist; the connection string takes precedence. Its keys are those of the section; several endpoints
/// and fingerprints are separated by commas, and a value that contains <c>;</c> is quoted. An address alone is a connection string too.
/// </para>
/// <para>
/// Passwords are read again when the configuration changes. Resilience handlers that the host adds to all HTTP clients do not apply to this client.
/// </para>
/// </remarks>
public static class ObShellHostApplicationBuilderExtensions
{
    /// <summary>Registers the one <see cref="ObShellClient"/> of an application, with its health check, traces and metrics.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionName">The name of the connection string or section.</param>
    /// <param name="configureSettings">Changes what is registered, or null. Called after the configuration is read.</param>
    /// <param name="configureOptions">Changes the options of the client, or null. Called after the configuration is read.</param>
    /// <returns>The builder of the HTTP client, for example to add handlers.</returns>
    /// <exception cref="ArgumentException"><paramref name="connectionName"/> is empty.</exception>
    /// <exception cref="OptionsValidationException">The configuration is not valid. Thrown when the host starts, or else when the client is first resolved.</exception>
    public static IHttpClientBuilder AddObShellClient(
        this IHostApplicationBuilder builder, string connectionName, Action<ObShellClientSettings>? configureSettings = null, Action<ObShellClientOptions>? configureOptions = null) =>
        Add(builder, connectionName, null, configureSettings, configureOptions);

    /// <summary>Registers one of several clients as a keyed service, with its health check, traces and metrics.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">The key of the client, and the name of the connection string or section.</param>
    /// <param name="configureSettings">Changes what is registered, or null. Called after the configuration is read.</param>
    /// <param name="configureOptions">Changes the options of the client, or null. Called after the configuration is read.</param>
    /// <returns>The builder of the HTTP client, for example to add handlers.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="OptionsValidationException">The configuration is not valid. Thrown when the host starts, or else when the client is first resolved.</exception>
    public static IHttpClientBuilder AddKeyedObShellClient(
        this IHostApplicationBuilder builder, string name, Action<ObShellClientSettings>? configureSettings = null, Action<ObShellClientOptions>? configureOptions = null) =>
        Add(builder, name, name, configureSettings, configureOptions);

    private static IHttpClientBuilder Add(
        IHostApplicationBuilder builder, string connectionName, string? key, Action<ObShellClientSettings>? configureSettings, Action<ObShellClientOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var section = new ClientSection(builder.Configuration, connectionName);
        ObShellClientSettings settings = section.ReadSettings();
        configureSettings?.Invoke(settings);
        section.ConnectionString = settings.ConnectionString;
        IHttpClientBuilder client = key is null ? builder.Services.AddObShellClient(section) : builder.Services.AddObShellClient(key, section);
        builder.Services.AddObShellHostingServices();
        if (configureOptions is not null)
        {
            builder.Services.Configure(key ?? Microsoft.Extensions.Options.Options.DefaultName, configureOptions);
        }

        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().AddObShell(key, timeout: settings.HealthCheckTimeout);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddObShellInstrumentation());
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddObShellInstrumentation());
        }

        return client;
    }
}
