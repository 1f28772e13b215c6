using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ObShellSdk;
using ObShellSdk.DependencyInjection;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Http;

// Where the registrations of every library are looked for.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers <see cref="ObShellClient"/> with a host.</summary>
/// <remarks>
/// <para>
/// A client is a singleton. Handlers see each attempt before it is encrypted and never its body, no matter how they are added: the encryption belongs to the
/// primary handler. The factory's own loggers are taken out, as they write whole URIs.
/// </para>
/// <para>
/// Resilience handlers that the host adds to all HTTP clients (<c>ConfigureHttpClientDefaults</c> with <c>AddStandardResilienceHandler</c> or
/// <c>AddStandardHedgingHandler</c>, or a policy of <c>Microsoft.Extensions.Http.Polly</c>) are taken out of this client, which logs it: the client retries by itself and has its own timeouts. Whatever handler is in front, an
/// attempt of a command is sent once; a handler that sends it again gets an <see cref="InvalidOperationException"/>.
/// </para>
/// <para>
/// With a configuration section, <c>Password</c> and <c>AgentPassword</c> are read before every attempt, so that a password that changes in a file, a vault or an environment is used
/// from then on; keys and sessions are kept. When the section changes, pinned keys and further endpoints are applied as well. A warning in the log names options that changed and
/// need a restart: all others, the first endpoint, and pins that were all removed.
/// </para>
/// <para>Options that are not valid throw an <see cref="OptionsValidationException"/> when the host starts, or else when the client is first resolved.</para>
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
    /// resolved; unknown keys are refused. Durations are written as <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>; a bare number is refused.
    /// </param>
    public static IHttpClientBuilder AddObShellClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Register(services, null, section, options => options.Configure(target => Apply(section, null, target)));
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
        return Register(services, name, section, options => options.Configure(target => Apply(section, name, target)));
    }

    /// <summary>Registers one of several clients, with options that other services provide; resolve it as keyed service.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The key.</param>
    /// <param name="configure">Sets the options with the services of the host; <see cref="ObShellClientOptions.Endpoint"/> is required. They are checked when the host starts, or else when the client is first resolved.</param>
    public static IHttpClientBuilder AddObShellClient(this IServiceCollection services, string name, Action<IServiceProvider, ObShellClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        return Register(services, name, null, options => options.Configure<IServiceProvider>((target, provider) => configure(provider, target)));
    }

    /// <exception cref="OptionsValidationException">A value cannot be read, or a key is not known.</exception>
    private static void Apply(IConfiguration section, string? name, ObShellClientOptions options)
    {
        try
        {
            ClientConfiguration.Apply(section, options);
        }
        catch (ArgumentException exception)
        {
            throw new OptionsValidationException(name ?? Options.Options.DefaultName, typeof(ObShellClientOptions), [exception.Message]);
        }
    }

    private static IHttpClientBuilder Register(IServiceCollection services, string? name, IConfiguration? section, Action<OptionsBuilder<ObShellClientOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        string optionsName = name ?? Options.Options.DefaultName;
        string httpName = name is null ? nameof(ObShellClient) : $"{nameof(ObShellClient)}:{name}";
        configure(services.AddOptions<ObShellClientOptions>(optionsName).PostConfigure<IServiceProvider>(static (options, provider) =>
        {
            options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
            options.MeterFactory ??= provider.GetService<IMeterFactory>();
        }).ValidateOnStart());
        services.AddSingleton<IValidateOptions<ObShellClientOptions>>(new OptionsCheck(optionsName, section as IConfigurationSection));

        bool isKnown = services.Any(service => service.ServiceType == typeof(ObShellClient) && Equals(service.ServiceKey, name));
        if (name is null)
        {
            services.TryAddSingleton(provider => Create(provider, optionsName, httpName, section));
        }
        else
        {
            services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, optionsName, httpName, section));
        }

        // The provider's, since the factory disposes of no handler: connections must end with their client.
        services.TryAddKeyedSingleton(httpName, (provider, _) => HttpTransport.CreateHandler(OptionsOf(provider, optionsName)));
        IHttpClientBuilder builder = services.AddHttpClient(httpName);
        if (isKnown)
        {
            return builder;
        }

        // The encryption belongs to the primary handler, so that it comes after every handler, regardless of who adds it and when.
        services.PostConfigure<HttpClientFactoryOptions>(httpName, options => options.HttpMessageHandlerBuilderActions.Add(
            [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The HttpClient owns the chain.")]
            (handlers) => handlers.PrimaryHandler = new SealingHandler(OptionsOf(handlers.Services, optionsName).TimeProvider) { InnerHandler = handlers.PrimaryHandler }));
        return builder
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredKeyedService<SocketsHttpHandler>(httpName))
            .ConfigureAdditionalHttpMessageHandlers((handlers, provider) => RemoveResilience(handlers, OptionsOf(provider, optionsName)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }

    /// <summary>
    /// Takes out what the defaults of the host (ConfigureHttpClientDefaults) have added; what is added to this client itself comes later and stays. These handlers
    /// repeat requests of which the client knows that they must not be repeated, and cut off long calls. The client retries by itself.
    /// </summary>
    private static void RemoveResilience(IList<DelegatingHandler> handlers, ObShellClientOptions options)
    {
        int removed = 0;
        for (int i = handlers.Count - 1; i >= 0; i--)
        {
            // By their names: the library does not depend on Microsoft.Extensions.Http.Resilience and its predecessor, Microsoft.Extensions.Http.Polly.
            if (handlers[i].GetType().FullName is "Microsoft.Extensions.Http.Resilience.ResilienceHandler" or "Microsoft.Extensions.Http.PolicyHttpMessageHandler")
            {
                handlers.RemoveAt(i);
                removed++;
            }
        }

        if (removed > 0)
        {
            ((ILogger?)options.LoggerFactory?.CreateLogger(ObShellDiagnostics.LogCategory) ?? NullLogger.Instance).ResilienceRemoved(removed);
        }
    }

    /// <exception cref="InvalidOperationException">The host's configuration of HTTP clients has taken the encryption away.</exception>
    private static ObShellClient Create(IServiceProvider provider, string optionsName, string httpName, IConfiguration? section)
    {
        ObShellClientOptions options = OptionsOf(provider, optionsName);
        ClientSettings settings = ClientSettings.From(options);
        if (!SealingHandler.IsLastOf(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(httpName)))
        {
            throw new InvalidOperationException(
                $"The HTTP pipeline '{httpName}' must end in the encryption of ObShellClient, but a filter of this host (IHttpMessageHandlerBuilderFilter) has replaced its PrimaryHandler. " +
                "Set another one with ConfigurePrimaryHttpMessageHandler on the builder that AddObShellClient returns.");
        }

        var client = new ObShellClient(settings, provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpName));
        if (section is not null)
        {
            client.Reload = new ClientReload(optionsName, section, options, provider.GetRequiredService<IOptionsFactory<ObShellClientOptions>>(), client.Connection);
        }

        return client;
    }

    private static ObShellClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<ObShellClientOptions>>().Get(name);
}
