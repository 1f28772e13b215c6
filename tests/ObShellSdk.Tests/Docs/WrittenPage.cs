using System.Text.RegularExpressions;

namespace ObShellSdk.Tests.Docs;

/// <summary>
/// The parts of the docs that tests generate. With UPDATE_DOCS=1 in the environment a test writes them; without, it fails if the file differs.
/// </summary>
internal static class WrittenPage
{
    // Several tests write one page.
    private static readonly Lock _gate = new();

    public static bool IsWritten { get; } = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    /// <summary>The whole file.</summary>
    public static void Hold(string file, string text) => Hold(file, _ => text);

    /// <summary>The tables and lists of a page, each below the comment with its name.</summary>
    public static void HoldTables(string file, params (string Name, string Table)[] tables) =>
        Hold(file, page => tables.Aggregate(page, (page, table) =>
        {
            Match place = Place(page, table.Name);
            return $"{page[..place.Index]}<!-- {table.Name} -->\n\n{table.Table}{page[(place.Index + place.Length)..]}";
        }));

    /// <summary>The rows of such a table as they stand there, each as its cells.</summary>
    public static string[][] Rows(string file, string name) =>
        [.. Place(Read(file), name).Groups["table"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)
            .Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..^1])];

    private static void Hold(string file, Func<string, string> write)
    {
        lock (_gate)
        {
            string text = write(Read(file));
            if (IsWritten)
            {
                File.WriteAllText(file, text);
            }

            Assert.Equal(text, Read(file));
        }
    }

    private static Match Place(string page, string name)
    {
        Match place = Regex.Match(page, $@"<!-- {name} -->\n+(?<table>(?:(?:\||- )[^\n]*\n)*)");
        return place.Success ? place : throw new InvalidOperationException($"The page must contain the comment <!-- {name} -->, but does not.");
    }

    private static string Read(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");
}
