
namespace ObShellSdk.Tenants;

/// <summary>A choice of variables and parameters for new tenants.</summary>
public sealed record ParameterTemplate : ObShellRecord
{
    /// <summary>The name, for <see cref="CreateTenantRequest.Scenario"/>.</summary>
    public string Scenario { get; init => field = value ?? ""; } = "";

    /// <summary>What load it is for, in the language of <see cref="ObShellClientOptions.Language"/>.</summary>
    public string Description { get; init => field = value ?? ""; } = "";
}
