using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>The filter and paging parameters that lists of backups and restores share.</summary>
internal sealed record PageQuery(DateTimeOffset? From, DateTimeOffset? To, ulong Number, ulong Size, string[] States)
{
    private const ulong DefaultSize = int.MaxValue;

    public static (PageQuery? Query, Failure? Failure) Read(Call call)
    {
        var (from, to) = (Time(call, "start_time"), Time(call, "end_time"));
        var (number, size) = (Count(call, "page", 1), Count(call, "size", DefaultSize));
        if (!from.IsValid || !to.IsValid || number is null || size is null)
        {
            return (null, Failure.Of("Common.BindJsonFailed", "a query parameter has the wrong type"));
        }

        var states = call.Query("status") is { Length: > 0 } text ? text.ToUpperInvariant().Split(',') : [];
        return (new PageQuery(from.Time, to.Time, Math.Max(number.Value, 1), size is 0 ? DefaultSize : size.Value, states), null);
    }

    public bool Admits(DateTimeOffset startedAt, string status)
        => !(startedAt < From) && !(startedAt > To) && (States.Length == 0 || States.Contains(status, StringComparer.Ordinal));

    public T[] Cut<T>(T[] all)
    {
        var skipped = (Number - 1) * Size;
        return skipped >= (ulong)all.Length ? [] : [.. all.Skip((int)skipped).Take((int)Math.Min(Size, int.MaxValue))];
    }

    public JsonObject Describe(int total) => new()
    {
        ["total_elements"] = total,
        ["total_pages"] = ((ulong)total + Size - 1) / Size,
        ["size"] = Size,
        ["number"] = Number,
    };

    private static (bool IsValid, DateTimeOffset? Time) Time(Call call, string name)
    {
        var text = call.Query(name);
        var time = string.IsNullOrEmpty(text) ? null : GoTime.Read(text);
        return (string.IsNullOrEmpty(text) || time is not null, time);
    }

    private static ulong? Count(Call call, string name, ulong unset) => call.Query(name) switch
    {
        null or "" => unset,
        var text when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
