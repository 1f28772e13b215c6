using ObShellSdk;

// An application of a user, of which docs/guide/testing.md shows how it is tested.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddObShellClient(builder.Configuration.GetSection("ObShell"));

WebApplication app = builder.Build();
app.MapGet("/backups/{tenant}", async (string tenant, ObShellClient client, CancellationToken ct) =>
    (await client.Backup.GetOverviewAsync(tenant, cancellationToken: ct)).Task.Status.Value);
await app.RunAsync();
