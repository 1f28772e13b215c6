using System.Globalization;
using System.Text;

namespace ObShellSdk.Http;

/// <summary>The query of a target. Members that are null are left out; an empty query leaves no question mark.</summary>
internal sealed class QueryString
{
    private readonly StringBuilder _text = new();

    /// <summary>Nodes, sub-tasks and logs are left out of the answer.</summary>
    public static QueryString WithoutDetails { get; } = new QueryString().Add("show_details", "false");

    public static QueryString Details(bool wanted) => wanted ? new QueryString() : WithoutDetails;

    public QueryString Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public QueryString Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryString Add(string name, DateTimeOffset? value) => Add(name, value?.ToString("O", CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
