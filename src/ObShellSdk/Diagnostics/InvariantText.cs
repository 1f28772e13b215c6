using System.Globalization;
using System.Text;

namespace ObShellSdk.Diagnostics;

/// <summary>The text of a record, the same in every culture: what the compiler generates uses the calendar, digits and separators of the current one.</summary>
internal static class InvariantText
{
    /// <param name="name">The name of the record.</param>
    /// <param name="printMembers">Its <c>PrintMembers</c>.</param>
    public static string Of(string name, Func<StringBuilder, bool> printMembers)
    {
        CultureInfo current = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            StringBuilder text = new StringBuilder(name).Append(" { ");
            return (printMembers(text) ? text.Append(' ') : text).Append('}').ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = current;
        }
    }
}
