using Microsoft.AspNetCore.Http.HttpResults;
using ObShellSdk;

namespace BackupBoard;

/// <summary>What the page asks for.</summary>
internal static class Endpoints
{
    public static void MapBoard(this WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup("/api").AddEndpointFilter(ExplainAsync);
        api.MapGet("/clusters", (Board board, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(board.ReadAsync(cancellationToken)));

        api.MapPost("/clusters/{cluster}/tenants/{tenant}/backup", async Task<Results<Ok<BackupStarted>, NotFound>> (string cluster, string tenant, IServiceProvider services) =>
            services.GetKeyedService<Cluster>(cluster) is { } found ? TypedResults.Ok(new BackupStarted(await found.BackUpAsync(tenant))) : TypedResults.NotFound());

        api.MapGet("/clusters/{cluster}/tenants/{tenant}/restore", async Task<Results<Ok<RestoreAnswer>, NotFound>> (
            string cluster, string tenant, DateTimeOffset to, IServiceProvider services, CancellationToken cancellationToken) =>
            services.GetKeyedService<Cluster>(cluster) is { } found ? TypedResults.Ok(await found.CheckRestoreAsync(tenant, to, cancellationToken)) : TypedResults.NotFound());
    }

    /// <summary>Only the page's own files run in it, and no page of another site sends commands through a browser that reaches this one.</summary>
    public static void UseBrowserProtection(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    });

    /// <summary>The message of an exception says what to fix, and has no secrets: the page shows it.</summary>
    private static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ObShellException failure)
        {
            return TypedResults.Problem(failure.Message, statusCode: StatusCodes.Status502BadGateway);
        }
        catch (ArgumentException mistake)
        {
            return TypedResults.Problem(mistake.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}

/// <param name="WasRunning">Whether a backup was running already, so that none was started.</param>
internal sealed record BackupStarted(bool WasRunning);
