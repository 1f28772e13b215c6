using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;
using ObShellSdk.Diagnostics;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Diagnostics;

namespace ObShellSdk.Tests.Docs;

/// <summary>
/// Holds the tables of docs/guide/observability.md to what the client does: events as they are declared, instruments as they are published, attributes as calls
/// bring them. With UPDATE_DOCS=1 in the environment the tables are written anew.
/// </summary>
public sealed class ObservabilityPageTests
{
    private const string DagWait = ObShellDiagnostics.DagWaitSpan;

    private static readonly string _page = Path.Combine(Repository.Root, "docs", "guide", "observability.md");

    private static readonly Dictionary<string, string> _meanings = new()
    {
        ["error.type"] = "what went wrong: the agent's code (`OB.Tenant.NotExist`), or the type of the exception; absent where nothing did",
        ["http.request.method"] = "the verb",
        ["http.response.status_code"] = "the status of the last answer; absent without an answer",
        ["server.address"] = "the host of the agent that was asked last, or the path of its socket",
        ["server.port"] = "its port; a socket has none",
        ["url.template"] = "the route; absent for `SendAsync`",
        [ObShellDiagnostics.AttemptsAttribute] = "how many attempts the call took",
        [ObShellDiagnostics.DagIdAttribute] = "the id of the DAG that was started, read or waited for",
        [ObShellDiagnostics.DagOutcomeAttribute] = "how the DAG ended, a `DagOutcome`",
        [ObShellDiagnostics.OperationKindAttribute] = "`query` for what only reads and may be repeated, `command` for all else",
        [ObShellDiagnostics.ResendCauseAttribute] = "why a request was sent once more: `key` (the agent has a new key), `clock`, `password_kind`, `version`, `session`",
        [ObShellDiagnostics.ResendsAttribute] = "how often the call was sent once more with a new header; absent for never",
        [ObShellDiagnostics.TraceIdAttribute] = "the id under which the agent logged the call",
    };

    private static readonly Dictionary<string, string> _units = new() { ["s"] = "seconds" };

    [Fact]
    public async Task The_tables_say_what_the_client_does()
    {
        (ILookup<string, string> spans, Instrument[] instruments, ILookup<string, string> metrics) = await ObserveAsync();
        WrittenPage.HoldTables(
            _page,
            ("events", Events()),
            ("spans", Attributes([.. spans["call"].Distinct().Order(StringComparer.Ordinal)], [.. spans[DagWait].Distinct()])),
            ("metrics", Instruments(instruments, metrics)));
    }

    [Fact]
    public void Every_name_that_is_public_is_on_the_page()
    {
        string page = File.ReadAllText(_page);

        Assert.All(
            typeof(ObShellDiagnostics).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Events_stand_in_the_order_of_their_ids_and_no_id_twice()
    {
        int[] ids = [.. Messages().Select(message => message.Attribute.EventId)];

        Assert.Equal(ids.Order().Distinct(), ids);
    }

    private static IEnumerable<(string Name, LoggerMessageAttribute Attribute)> Messages() =>
        from method in typeof(Log).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        orderby method.MetadataToken
        select (method.Name, attribute);

    private static string Events()
    {
        var table = new StringBuilder("| Id | Name | Level | Message |\n|---:|---|---|---|\n");
        foreach ((string name, LoggerMessageAttribute message) in Messages())
        {
            table.Append(CultureInfo.InvariantCulture, $"| {message.EventId} | `{name}` | {message.Level} | {message.Message} |\n");
        }

        return table.ToString();
    }

    private static string Attributes(string[] ofCalls, string[] ofWaits)
    {
        var table = new StringBuilder("| Attribute | Of | Meaning |\n|---|---|---|\n");
        foreach (string name in ofCalls.Union(ofWaits).Order(StringComparer.Ordinal))
        {
            string of = (ofCalls.Contains(name), ofWaits.Contains(name)) switch { (true, true) => "both", (true, false) => "call", _ => "wait" };
            table.Append(CultureInfo.InvariantCulture, $"| `{name}` | {of} | {_meanings[name]} |\n");
        }

        return table.ToString();
    }

    private static string Instruments(Instrument[] instruments, ILookup<string, string> attributes)
    {
        var table = new StringBuilder("| Instrument | Kind | Unit | What | Attributes |\n|---|---|---|---|---|\n");
        foreach (Instrument instrument in instruments.OrderBy(instrument => instrument.Name, StringComparer.Ordinal))
        {
            string kind = instrument.GetType().Name.Split('`')[0];
            string names = string.Join(", ", attributes[instrument.Name].Distinct().Order(StringComparer.Ordinal).Select(name => $"`{name}`"));
            table.Append(CultureInfo.InvariantCulture, $"| `{instrument.Name}` | {kind} | `{instrument.Unit}`{(_units.TryGetValue(instrument.Unit!, out string? unit) ? $" ({unit})" : "")} | {instrument.Description} | {names} |\n");
        }

        return table.ToString();
    }

    /// <summary>Everything that can happen to a call: success, refusal, retry, a new key, no answer, and a wait for a DAG that succeeds and one that fails.</summary>
    private static async Task<(ILookup<string, string> Spans, Instrument[] Instruments, ILookup<string, string> Metrics)> ObserveAsync()
    {
        using var meter = new Meter(ObShellDiagnostics.MeterName);
        using var output = new ClientOutput(meter);
        using var factory = new OneMeter(meter);
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Speed = 1000);
        agent.AddTenant("tenant2");
        using ObShellClient client = TestClients.Connect(agent, options => options.MeterFactory = factory);
        using Activity parent = new Activity("test").Start();

        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();
        agent.OnGet("/api/v1/tenant/{name}/backup/overview").DropConnection().Once();
        await client.Backup.GetOverviewAsync("tenant1");
        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));
        await (await client.Tenants.DropAsync("tenant1")).WaitAsync();
        agent.NextDag.FailAtNode(0, "no luck");
        DagOperation failing = await client.Tenants.DropAsync("tenant2");
        await Assert.ThrowsAsync<DagFailedException>(() => failing.WaitAsync());
        output.CollectGauges();

        return (
            output.Activities.Where(span => span.TraceId == parent.TraceId && span.Source.Name == ObShellDiagnostics.ActivitySourceName)
                .SelectMany(span => span.TagObjects.Select(tag => (Span: span.DisplayName == DagWait ? DagWait : "call", tag.Key))).ToLookup(tag => tag.Span, tag => tag.Key),
            [.. output.Instruments.Where(instrument => instrument.Meter == meter)],
            output.Measurements.SelectMany(measured => measured.Tags.Keys.Select(key => (measured.Name, Key: key))).ToLookup(tag => tag.Name, tag => tag.Key));
    }

    private sealed class OneMeter(Meter meter) : IMeterFactory
    {
        public Meter Create(MeterOptions options) => meter;

        public void Dispose()
        {
        }
    }
}
