namespace ObShellSdk.Hosting;

/// <summary>What <c>AddObShellClient</c> of a host registers besides the client.</summary>
/// <remarks>The section of the client may contain these settings by name, beside the names of <see cref="ObShellClientOptions"/>.</remarks>
public sealed class ObShellClientSettings
{
    /// <summary>
    /// The connection string, such as <c>Endpoint=http://10.10.10.1:2886;Password=…</c>, or an address alone, or null to read <c>ConnectionStrings:{name}</c> each time the
    /// configuration changes. Default: null. It is a secret and is never logged.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether no health check is registered for the client. Default: false.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether the client's spans are not added to the host's tracer provider. Default: false.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether the client's measurements are not added to the host's meter provider. Default: false.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>How long the health check may take, more than zero. Default: 10 s.</summary>
    public TimeSpan HealthCheckTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns the switches, and never the connection string.</summary>
    public override string ToString() =>
        $"{nameof(ObShellClientSettings)} {{ {nameof(DisableHealthChecks)} = {DisableHealthChecks}, {nameof(DisableTracing)} = {DisableTracing}, {nameof(DisableMetrics)} = {DisableMetrics} }}";
}
