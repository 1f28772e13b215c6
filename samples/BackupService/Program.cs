using BackupService;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using ObShellSdk.Backup;
using ObShellSdk.Hosting;

// A service that backs up tenants every night, catches up on a missed night, and says by its health whether the backups are recent.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["SecretsDirectory"] is { Length: > 0 } secrets)
{
    // A password that is replaced in its file applies without a restart.
    builder.Configuration.AddKeyPerFile(secrets, optional: false, reloadOnChange: true);
}

await using EmbeddedAgent? embedded = await EmbeddedAgent.StartUnlessConfiguredAsync(builder.Configuration);
ServiceSettings settings = builder.Configuration.GetSection("Backups").Get<ServiceSettings>() ?? new ServiceSettings();

builder.AddObShellClient("obshell", configureOptions: options => options.CorrectDatabaseTimes = true);
builder.Services.AddObShellBackupSchedule(settings.Cron, options =>
{
    options.TimeZone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
    options.Tenants = settings.Tenants;
    options.Mode = BackupMode.Incremental;
    options.FullOn = [DayOfWeek.Sunday];
    options.Parallel = 2;
});
builder.Services.AddSingleton<IObShellBackupObserver, Alerts>();
foreach (string tenant in settings.Tenants)
{
    builder.Services.AddHealthChecks().AddObShellBackup(tenant, settings.MaxAge);
}

WebApplication app = builder.Build();
app.MapHealthChecks("/health");

// For a supervisor that restarts the service: an old backup is no reason to.
app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false });
await app.RunAsync();
