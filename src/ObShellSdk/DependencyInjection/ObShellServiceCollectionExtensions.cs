using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ObShellSdk;
using ObShellSdk.DependencyInjection;
using ObShellSdk.Encryption;
using ObShellSdk.Http;

// Where the registrations of every library are looked for.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers <see cref="ObShellClient"/> with a host.</summary>
/// <remarks>
/// A client is a singleton. Handlers that are added to the returned builder see each attempt before it is encrypted and never its
/// body; the encryption stays innermost, before the primary handler. The factory's own loggers are taken out, as they write whole URIs.
/// </remarks>
public static class ObShellServiceCollectionExtensions
{
    /// <summary>Registers the one <see cref="ObShellClient"/> of an application.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options; <see cref="ObShellClientOptions.Endpoint"/> is required. They are checked when the host starts, or else when the client is first resolved.</param>
    public static IHttpClientBuilder AddObShellClient(this IServiceCollection services, Action<ObShellClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Register(services, null, null, options => options.Configure(configure));
    }

    /// <summary>Registers the one <see cref="ObShellClient"/> of an application, with options from a configuration section.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="section">
    /// The names of <see cref="ObShellClientOptions"/> (<c>Endpoint</c>, <c>Retry:MaxAttempts</c>, ...), with <c>Password</c> and
    /// <c>AgentPassword</c> in place of a credential, and <c>TrustedRoots</c> as path of a PEM file. Checked when the host starts, or else when the client is first
    /// resolved; keys that nobody reads are refused.
    /// </param>
    public static IHttpClientBuilder AddObShellClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Register(services, null, section as IConfigurationSection, options => options.Configure(target => ClientConfiguration.Apply(section, target)));
    }

    /// <summary>Registers one of several clients; resolve it as keyed service, e.g. with <c>[FromKeyedServices("east")]</c>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The key.</param>
    /// <param name="configure">Sets the options; <see cref="ObShellClientOptions.Endpoint"/> is required. They are checked when the host starts, or else when the client is first resolved.</param>
    public static IHttpClientBuilder AddObShellClient(this IServiceCollection services, string name, Action<ObShellClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        return Register(services, name, null, options => options.Configure(configure));
    }

    /// <summary>Registers one of several clients, with options from a configuration section; resolve it as keyed service.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The key.</param>
    /// <param name="section">As for the client without a name.</param>
    public static IHttpClientBuilder AddObShellClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(section);
        return Register(services, name, section as IConfigurationSection, options => options.Configure(target => ClientConfiguration.Apply(section, target)));
    }

    private static IHttpClientBuilder Register(IServiceCollection services, string? name, IConfigurationSection? section, Action<OptionsBuilder<ObShellClientOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        string optionsName = name ?? Options.Options.DefaultName;
        string httpName = name is null ? nameof(ObShellClient) : $"{nameof(ObShellClient)}:{name}";
        configure(services.AddOptions<ObShellClientOptions>(optionsName).PostConfigure<IServiceProvider>(static (options, provider) =>
        {
            options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
            options.MeterFactory ??= provider.GetService<IMeterFactory>();
        }).ValidateOnStart());
        services.AddSingleton<IValidateOptions<ObShellClientOptions>>(new OptionsCheck(optionsName, section));

        bool isKnown = services.Any(service => service.ServiceType == typeof(ObShellClient) && Equals(service.ServiceKey, name));
        if (name is null)
        {
            services.TryAddSingleton(provider => Create(provider, optionsName, httpName));
        }
        else
        {
            services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, optionsName, httpName));
        }

        // After everything that users configure, so that the seal is the last thing to happen to a request.
        if (!isKnown)
        {
            services.PostConfigure<HttpClientFactoryOptions>(httpName, options => options.HttpMessageHandlerBuilderActions.Add(
                [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The factory owns the chain.")]
                (builder) => builder.AdditionalHandlers.Add(new SealingHandler(OptionsOf(builder.Services, optionsName).TimeProvider))));
        }

        // The provider's, since the factory disposes of no handler: connections shall end with their client.
        services.TryAddKeyedSingleton(httpName, (provider, _) => HttpTransport.CreateHandler(OptionsOf(provider, optionsName)));
        return services.AddHttpClient(httpName)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredKeyedService<SocketsHttpHandler>(httpName))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }

    private static ObShellClient Create(IServiceProvider provider, string optionsName, string httpName) => new(
        ClientSettings.From(OptionsOf(provider, optionsName)),
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpName));

    private static ObShellClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<ObShellClientOptions>>().Get(name);
}
