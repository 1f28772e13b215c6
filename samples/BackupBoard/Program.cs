using BackupBoard;
using ObShellSdk;

// A web page that shows the backups of several clusters, starts them, and says to which times they can be restored.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
await using EmbeddedClusters? embedded = await EmbeddedClusters.StartUnlessConfiguredAsync(builder.Configuration);
builder.Services.AddSingleton(services => new Board(services.GetRequiredService<IHostApplicationLifetime>()) { IsFake = embedded is not null });
foreach (IConfigurationSection section in builder.Configuration.GetSection("Clusters").GetChildren())
{
    string name = section.Key;
    builder.Services.AddObShellClient(name, section);

    // The page shows the age of backups, so their times must be right where agent and database have different time zones.
    builder.Services.Configure<ObShellClientOptions>(name, options => options.CorrectDatabaseTimes = true);
    builder.Services.AddKeyedSingleton(name, (services, _) => new Cluster(
        name, services.GetRequiredKeyedService<ObShellClient>(name), services.GetRequiredService<Board>(), builder.Configuration[$"StorageKeys:{name}"]));
    builder.Services.AddSingleton<IHostedService>(services => services.GetRequiredKeyedService<Cluster>(name));
}

WebApplication app = builder.Build();
app.UseBrowserProtection();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapBoard();
await app.RunAsync();
