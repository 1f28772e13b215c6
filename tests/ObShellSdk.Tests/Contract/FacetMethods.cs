using System.Reflection;

namespace ObShellSdk.Tests.Contract;

/// <summary>Every method of every facet, found by reflection.</summary>
internal static class FacetMethods
{
    /// <summary>Those that make a call or several; what gives a stream of items is read. Without what watches until something has ended.</summary>
    public static IReadOnlyList<(PropertyInfo Facet, MethodInfo Method)> All { get; } =
    [
        .. from facet in typeof(ObShellClient).GetProperties()
           where facet.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal)
           from method in facet.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where typeof(Task).IsAssignableFrom(method.ReturnType) || (IsStream(method.ReturnType) && !method.Name.StartsWith("Watch", StringComparison.Ordinal))
           select (facet, method),
    ];

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
