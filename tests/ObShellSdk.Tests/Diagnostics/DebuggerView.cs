using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ObShellSdk.Tests.Diagnostics;

/// <summary>What a debugger shows of an object: its text, and behind every field and property that is not hidden from it the same again.</summary>
internal static class DebuggerView
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Queue<object>([root]);
        while (left.TryDequeue(out object? item))
        {
            if (!item.GetType().IsValueType && !seen.Add(item))
            {
                continue;
            }

            yield return Text(item);
            foreach (object child in Children(item))
            {
                left.Enqueue(child);
            }
        }
    }

    private static string Text(object item) => item switch
    {
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        char[] letters => new string(letters),
        _ => item.ToString() ?? "",
    };

    private static IEnumerable<object> Children(object item)
    {
        if (item is string or byte[] or char[] || item.GetType().IsPrimitive)
        {
            return [];
        }

        if (item is IEnumerable items and (IDictionary or IList))
        {
            return items.OfType<object>();
        }

        return item.GetType().Namespace?.StartsWith(nameof(ObShellSdk), StringComparison.Ordinal) == true || item is Exception or ITuple
            ? Fields(item).OfType<object>()
            : [];
    }

    private static IEnumerable<object?> Fields(object item)
    {
        for (Type? type = item.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Members))
            {
                // The field behind a property shows as that property.
                MemberInfo shown = field.Name.StartsWith('<') && field.Name.Contains(">k__") ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Members) ?? (MemberInfo)field : field;
                if (shown.GetCustomAttribute<DebuggerBrowsableAttribute>() is not { State: DebuggerBrowsableState.Never })
                {
                    yield return field.GetValue(item);
                }
            }
        }
    }
}
