using System.Reflection;

namespace ObShellSdk.Tests.Contract;

/// <summary>Every method of every facet, found by reflection.</summary>
internal static class FacetMethods
{
    private const string TenantNames = "GET /api/v1/tenants/overview";

    // Reads that a method makes beside its own operation: a look before it, or a check after it.
    private static readonly Dictionary<string, string> _looks = new()
    {
        ["Tasks.ListAgentDagsAsync"] = "GET /api/v1/info",
        ["Tasks.ListUnfinishedAgentDagsAsync"] = "GET /api/v1/info",
        ["ObProxy.AddAsync"] = "GET /api/v1/info",
        ["Users.DropAsync"] = "GET /api/v1/tenant/{name}/users",
        ["Backup.SetClusterArchiveLogAsync"] = TenantNames,
        ["Backup.SetClusterConfigurationAsync"] = TenantNames,
        ["Backup.UpdateClusterConfigurationAsync"] = TenantNames,
        ["Backup.StartClusterAsync"] = TenantNames,
    };

    // What a method that starts long-running work reads first, to recognize later what it started.
    private static readonly string[] _looksBeforeAStart =
    [
        "GET /api/v1/task/dag/maintain/ob", "GET /api/v1/task/dag/ob/unfinish", "GET /api/v1/task/dags/ob", "GET /api/v1/task/dag/agent/unfinish", "GET /api/v1/task/dags/agent",
        "GET /api/v1/tenant/{name}/backup/overview", "GET /api/v1/obcluster/backup/overview", "GET /api/v1/tenant/{name}/restore/overview",
    ];

    /// <summary>Those that make a call or several; what gives a stream of items is read. Without what watches until something has ended, and what searches for an exception.</summary>
    public static IReadOnlyList<(PropertyInfo Facet, MethodInfo Method)> All { get; } =
    [
        .. from facet in typeof(ObShellClient).GetProperties()
           where facet.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal)
           from method in facet.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where !method.GetParameters().Any(parameter => parameter.ParameterType == typeof(ObShellException) || parameter.ParameterType == typeof(ArchiveLogWaitOptions))
           where typeof(Task).IsAssignableFrom(method.ReturnType) || (IsStream(method.ReturnType) && !method.Name.StartsWith("Watch", StringComparison.Ordinal))
           select (facet, method),
    ];

    /// <summary>Whether a call is a read beside the operation of the method that made it.</summary>
    public static bool IsLook(PropertyInfo facet, MethodInfo method, RecordedCall call)
    {
        string route = $"{call.Operation.Verb} {call.Operation.Template}";
        return route == _looks.GetValueOrDefault($"{facet.Name}.{method.Name}") || (StartsWork(method) && _looksBeforeAStart.Contains(route));
    }

    private static bool StartsWork(MethodInfo method) =>
        method.ReturnType.GetGenericArguments() is [{ } result] && (result == typeof(DagOperation) || result == typeof(BackupOperation) || result == typeof(RestoreOperation));

    /// <summary>Calls a method, and gives its result: of a stream the list of its items, of a command null.</summary>
    public static async Task<object?> InvokeAsync(ObShellClient client, PropertyInfo facet, MethodInfo method, object?[] arguments)
    {
        object result;
        try
        {
            result = method.Invoke(facet.GetValue(client), arguments)!;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }

        if (result is Task task)
        {
            await task.ConfigureAwait(false);
            return method.ReturnType.IsGenericType ? method.ReturnType.GetProperty("Result")!.GetValue(task) : null;
        }

        MethodInfo read = typeof(FacetMethods).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        return await ((Task<object>)read.MakeGenericMethod(method.ReturnType.GetGenericArguments()).Invoke(null, [result])!).ConfigureAwait(false);
    }

    private static async Task<object> ReadAsync<T>(IAsyncEnumerable<T> stream)
    {
        var items = new List<T>();
        await foreach (T item in stream.ConfigureAwait(false))
        {
            items.Add(item);
            if (items.Count == 3)
            {
                break;
            }
        }

        return items;
    }

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);
}
