using System.Text.RegularExpressions;

namespace ObShellSdk.Tests.Docs;

/// <summary>Compares the code blocks of the Chinese pages with those of the English ones. With UPDATE_DOCS=1 it copies the English blocks.</summary>
public sealed partial class ChinesePageTests
{
    private const string Suffix = ".zh-CN.md";

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*" + Suffix, SearchOption.AllDirectories)
        .Prepend(Path.Combine(Repository.Root, "README" + Suffix))
        .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_blocks_equal_those_of_the_English_page_in_order(string page)
    {
        string chinese = Path.Combine(Repository.Root, page);
        string[] blocks = Blocks(File.ReadAllText(English(chinese)));
        Assert.Equal(blocks.Length, Blocks(File.ReadAllText(chinese)).Length);

        int next = 0;
        WrittenPage.Hold(chinese, Block().Replace(File.ReadAllText(chinese).ReplaceLineEndings("\n"), _ => blocks[next++]));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_pages_link_to_each_other(string page)
    {
        string chinese = Path.Combine(Repository.Root, page);

        Assert.Contains($"]({Path.GetFileName(English(chinese))})", File.ReadAllText(chinese), StringComparison.Ordinal);
        Assert.Contains($"]({Path.GetFileName(chinese)})", File.ReadAllText(English(chinese)), StringComparison.Ordinal);
    }

    private static string English(string chinese) => chinese[..^Suffix.Length] + ".md";

    private static string[] Blocks(string page) => [.. Block().Matches(page.ReplaceLineEndings("\n")).Select(match => match.Value)];

    [GeneratedRegex(@"^```\w+\n.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
