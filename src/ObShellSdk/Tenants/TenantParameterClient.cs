using ObShellSdk.Http;

namespace ObShellSdk.Tenants;

/// <summary>Gets and sets parameters and global variables of tenants. Safe for concurrent use.</summary>
public class TenantParameterClient
{
    private readonly FacetConnection _connection;

    internal TenantParameterClient(ObShellConnection connection) => _connection = connection.ForFacet<TenantJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected TenantParameterClient()
    {
    }

    /// <summary>Lists the parameters of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="filter">A pattern for names as for LIKE in SQL, such as <c>log\_disk%</c>, or null for all. Default: null.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>The parameters of a tenant.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>, <see cref="ObShellErrorCodes.TenantStatusNotNormal"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/parameters</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<TenantParameter>> ListParametersAsync(
        string tenantName, string? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        QueryString query = new QueryString().Add("filter", filter);
        return _connection.QueryListAsync<TenantParameter>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/parameters{query}", options, cancellationToken);
    }

    /// <summary>Gets a parameter of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="parameterName">The name of the parameter.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A parameter of a tenant.</returns>
    /// <exception cref="ArgumentException">A name is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantParameterNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/parameter/{parameter}</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<TenantParameter> GetParameterAsync(
        string tenantName, string parameterName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantParameter>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/parameter/{parameterName}", options, cancellationToken);

    /// <summary>Sets parameters of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="parameters">The values by name; at least one.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="parameters"/> has no value, one without a name, or one with a <c>"</c> or a single backslash at its end, which obshell would write into its statement without escaping it.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantParameterNotExist"/>; <see cref="ObShellErrorCodes.MySQLError"/> for a value that is not allowed.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/parameters</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task SetParametersAsync(
        string tenantName, IReadOnlyDictionary<string, ParameterValue> parameters, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ParameterMap.ValidateSome(parameters, nameof(parameters));
        ParameterMap.ThrowIfAnyEnds(parameters, '"', nameof(parameters));
        return _connection.CommandAsync(
            Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/parameters", new SetParametersRequest { Parameters = parameters }, options, cancellationToken);
    }

    /// <summary>Lists the global variables of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="filter">A pattern for names as for LIKE in SQL, such as <c>ob\_%</c>, or null for all. Default: null.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>The global variables of a tenant.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>, <see cref="ObShellErrorCodes.TenantStatusNotNormal"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/variables</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<TenantVariable>> ListVariablesAsync(
        string tenantName, string? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        QueryString query = new QueryString().Add("filter", filter);
        return _connection.QueryListAsync<TenantVariable>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/variables{query}", options, cancellationToken);
    }

    /// <summary>Gets a global variable of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="variableName">The name of the variable.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A global variable of a tenant.</returns>
    /// <exception cref="ArgumentException">A name is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantVariableNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/variable/{variable}</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<TenantVariable> GetVariableAsync(
        string tenantName, string variableName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantVariable>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/variable/{variableName}", options, cancellationToken);

    /// <summary>Sets global variables of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="variables">The values by name; at least one.</param>
    /// <param name="rootPassword">
    /// The password of the tenant's root user, for the variables that only a login to the tenant can set: those of character set and collation, and
    /// <c>plsql_warnings</c>. Default: the one that the agent keeps; the empty text counts as none given.
    /// </param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="variables"/> has no value, one without a name, or one with a backtick, which obshell would write into its statement without escaping it.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantVariableNotExist"/>; <see cref="ObShellErrorCodes.MySQLError"/> for a value that is not allowed.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/variables</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task SetVariablesAsync(
        string tenantName,
        IReadOnlyDictionary<string, ParameterValue> variables,
        Secret? rootPassword = null,
        ObShellCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ParameterMap.ValidateSome(variables, nameof(variables));
        ParameterMap.ThrowIfAnyEnds(variables, '`', nameof(variables));
        return _connection.CommandAsync(
            Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/variables", new SetVariablesRequest { Variables = variables, RootPassword = rootPassword }, options, cancellationToken);
    }
}
