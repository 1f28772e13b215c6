using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ObShellSdk.Http;

namespace ObShellSdk.DependencyInjection;

/// <summary>Checks options once all that configures them has been called: when a host starts, or when the client is resolved.</summary>
/// <param name="client">The name of the options.</param>
/// <param name="section">The configuration section that they come from; null for none, and for the whole of a configuration.</param>
internal sealed class OptionsCheck(string client, IConfigurationSection? section) : IValidateOptions<ObShellClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ObShellClientOptions options)
    {
        if (name != client)
        {
            return ValidateOptionsResult.Skip;
        }

        try
        {
            ClientSettings.From(options);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail(
                section is null ? exception.Message : $"The configuration section {section.Path}{(section.Exists() ? "" : " is missing or empty")}: {exception.Message}");
        }
    }
}
