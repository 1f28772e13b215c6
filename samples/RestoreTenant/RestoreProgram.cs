using ObShellSdk;
using ObShellSdk.Samples;
using ObShellSdk.Testing;

namespace RestoreTenant;

internal static class RestoreProgram
{
    public const string EmbeddedSource = "file:///backup/tenant1/data";

    public static async Task<int> RunAsync(RestoreOrder order)
    {
        await using EmbeddedAgent? embedded = await EmbeddedAgent.StartUnlessNamedAsync(order.Access, Fill);
        using ObShellClient client = order.Access.Connect(embedded);
        Report report = Report.Create(order.Json, withBars: order.NewTenant is not null);
        var run = new JobRun(report) { Work = order.NewTenant is null ? null : "restore", Limit = order.Timeout };
        var restore = new TenantRestore(client, order, report, run);
        int exitCode = order.NewTenant is { } tenant
            ? await run.RunAsync([tenant], restore.RunAsync)
            : await run.RunAsync([""], restore.ShowWindowsAsync);
        if (embedded is not null)
        {
            EmbeddedAgent.Explain(order.Json ? Console.Error : Console.Out);
        }

        return exitCode;
    }

    private static void Fill(FakeAgent agent)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        agent.AddRestoreSource(EmbeddedSource, "tenant1")
            .WithWindow(today.AddDays(-7), today.AddDays(-4))
            .WithWindow(today.AddDays(-3), today.AddMinutes(-5));
    }
}
