using System.Text.RegularExpressions;

namespace ObShellSdk.Tests.Conventions;

/// <summary>The words of everything that users read, and the form of messages that refuse an argument.</summary>
public sealed partial class LanguageTests
{
    private static readonly string[] _sources = ["src", "samples"];

    // What the exception says is made elsewhere: by the fake agent as an agent, or by a rule that another test covers.
    private static readonly string[] _passedOn = ["{exception.Message}", "Messages.Write", "SqlText.Rule", "value, range"];

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(folder => folder is "bin" or "obj" or "artifacts" or ".git")),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_have_no_words_of_a_translation(string page) => Assert.Empty(Found(File.ReadAllText(Path.Combine(Repository.Root, page))));

    [Fact]
    public void Messages_and_comments_have_no_words_of_a_translation() =>
        Assert.Empty(Sources().SelectMany(file => Found(File.ReadAllText(file)).Select(word => $"{Path.GetFileName(file)}: {word}")));

    [Fact]
    public void Validation_messages_of_the_library_say_what_must_hold()
    {
        string[] messages =
        [
            .. Sources().Where(file => file.Contains("/src/", StringComparison.Ordinal)).SelectMany(file => Validation().Matches(File.ReadAllText(file)).Select(match => match.Value))
                .Where(message => message.Contains('"') && !_passedOn.Any(text => message.Contains(text, StringComparison.Ordinal))),
        ];

        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.Matches(Duty(), message));
    }

    private static IEnumerable<string> Sources() => _sources
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(file => file.Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> Found(string text) => Word().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\b(mend|mends|mended|anew|whoever|nobody|somebody|shall|beforehand|furniture|acquaintance)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"new Argument(OutOfRange)?Exception\(.*?\);", RegexOptions.Singleline)]
    private static partial Regex Validation();

    [GeneratedRegex(@"\b(must|cannot|already exists)\b")]
    private static partial Regex Duty();
}
