using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Inspections;

/// <summary>Runs inspections of the cluster with obdiag and reads their reports. Safe for concurrent use.</summary>
public class InspectionClient
{
    private readonly FacetConnection _connection;

    internal InspectionClient(ObShellConnection connection) => _connection = connection.ForFacet<InspectionJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected InspectionClient()
    {
    }

    /// <summary>Starts an inspection, and returns once the agent has accepted it.</summary>
    /// <param name="scenario">The scenario to inspect.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>
    /// The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>; then the report is the one whose
    /// <see cref="InspectionOutcome.LocalTaskId"/> is its id.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="scenario"/> is empty.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.EnvironmentObdiagNotAvailable"/> when obdiag is neither installed nor uploaded;
    /// <see cref="ObShellErrorCodes.ClusterInspectionHostCredentialNotFound"/> when a host lets the agent in neither without a password nor by a stored credential;
    /// <see cref="ObShellErrorCodes.ClusterInspectionScenarioNotSupported"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/obcluster/inspection</c>, obshell 4.4.0 and later. Not retried once the request may have reached an agent. The DAG belongs to the agent that was asked, and
    /// nothing prevents a second one. Before it answers, the agent logs in to every other host, which takes five seconds for each one that is away.
    /// </remarks>
    public virtual Task<DagOperation> StartAsync(InspectionScenario scenario, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(scenario.Value, nameof(scenario));
        return _connection.StartDagAsync(
            Since.V4_4_0, HttpMethod.Post, $"/api/v1/obcluster/inspection", new InspectionRequest { Scenario = scenario }, InspectionDags.Inspection, options, cancellationToken);
    }

    /// <summary>Lists the reports page by page as they are read. Reports that are added meanwhile are not returned twice.</summary>
    /// <param name="filter">The filter, or null for all reports, the newest first.</param>
    /// <param name="pageSize">The number of reports in each request, from 1. Default: 100.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="pageSize"/> is less than 1, or <paramref name="filter"/> is not valid; the message says why.</exception>
    /// <returns>The reports page by page as they are read.</returns>
    /// <remarks><c>GET /api/v1/obcluster/inspection/reports</c>, obshell 4.4.0 and later.</remarks>
    public virtual IAsyncEnumerable<InspectionReportSummary> ListReportsAsync(
        InspectionReportFilter? filter = null, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        filter?.Validate(nameof(filter));
        return Paging.ReadAllAsync(pageSize, (number, token) => GetReportsPageAsync(filter, number, pageSize, options, token), report => report.Id, cancellationToken);
    }

    /// <summary>Gets one page of the reports.</summary>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageSize">The number of reports on a page, from 1.</param>
    /// <param name="filter">The filter, or null for all reports, the newest first.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException">A number is less than 1, or <paramref name="filter"/> is not valid; the message says why.</exception>
    /// <returns>One page of the reports.</returns>
    /// <remarks><c>GET /api/v1/obcluster/inspection/reports</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<Page<InspectionReportSummary>> GetReportsPageAsync(
        InspectionReportFilter? filter = null, int page = 1, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        filter ??= new InspectionReportFilter();
        filter.Validate(nameof(filter));
        QueryString query = new QueryString().Add("page", page).Add("size", pageSize).Add("scenario", filter.Scenario?.Value).Add("sort", filter.Sort);
        return _connection.QueryAsync<Page<InspectionReportSummary>>(
            Since.V4_4_0, HttpMethod.Get, $"/api/v1/obcluster/inspection/reports{query}", options, cancellationToken);
    }

    /// <summary>Gets a report with its findings.</summary>
    /// <param name="reportId">The <see cref="InspectionOutcome.Id"/> of a report in the list.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="reportId"/> is less than 1.</exception>
    /// <returns>A report with its findings.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.CommonUnexpected"/> when there is no such report.</exception>
    /// <remarks><c>GET /api/v1/obcluster/inspection/report/{id}</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<InspectionReport> GetReportAsync(long reportId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reportId, 1);
        return _connection.QueryAsync<InspectionReport>(Since.V4_4_0, HttpMethod.Get, $"/api/v1/obcluster/inspection/report/{reportId}", options, cancellationToken);
    }
}
