using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Tenants;

namespace ObShellSdk.Backup;

/// <summary>The user tenants of the cluster, which the agent goes through one by one in calls for all of them.</summary>
internal static class UserTenants
{
    /// <summary>Lists them, and refuses the call that would follow if its statements cannot name one of them: the agent does not quote names there.</summary>
    /// <param name="connection">The connection of the facet.</param>
    /// <param name="route">The route of the call that would follow.</param>
    /// <param name="options">Options of the call.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>Their names.</returns>
    /// <exception cref="TenantNameNotSupportedException">The name of one needs quotes.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(FacetConnection connection, string route, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<NamedTenant> all = await connection.QueryListAsync<NamedTenant>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenants/overview", options, cancellationToken).ConfigureAwait(false);
        string[] names = [.. all.Select(tenant => tenant.TenantName).Where(name => name != "sys")];
        string[] unsupported = [.. names.Where(TenantName.NeedsQuotes)];
        return unsupported.Length == 0
            ? names
            : throw new TenantNameNotSupportedException(
                $"{route} was not sent: obshell does not quote the names of tenants in the statements of this operation, and these names need quotes: {string.Join(", ", unsupported.Select(name => $"'{name}'"))}. " +
                "The statement would fail or, after a '#', apply to another tenant. Call the operation of one tenant for each of the others, or rename these tenants.",
                new CallFacts(route, connection.Connection.Endpoint, MayHaveRun: false),
                unsupported);
    }
}

/// <summary>What of a tenant is read for it.</summary>
internal sealed record NamedTenant
{
    public string TenantName { get; init => field = value ?? ""; } = "";
}
