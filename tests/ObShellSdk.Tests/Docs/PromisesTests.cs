using System.Reflection;

namespace ObShellSdk.Tests.Docs;

/// <summary>Writes the promises into the user pages, and the table of promises and their tests into the page for contributors.</summary>
public sealed class PromisesTests
{
    private static readonly string[] _userPages = ["guide/reliability.md", "guide/security.md"];

    private static readonly string _docs = Path.Combine(Repository.Root, "docs");
    private static readonly string[] _tables = [.. Enum.GetValues<Promise>().Select(promise => Wording(promise).Table).Distinct()];

    private static readonly ILookup<Promise, string> _shownBy = typeof(PromisesTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().SelectMany(method => method.GetCustomAttributes<ShowsAttribute>().Select(shows => (shows.Promise, Test: method))))
        .ToLookup(shown => shown.Promise, shown => IsTest(shown.Test) ? $"`{shown.Test.DeclaringType!.Name}.{shown.Test.Name}`" : throw new InvalidOperationException($"{shown.Test} is not a test."));

    public static TheoryData<Promise> All => [.. Enum.GetValues<Promise>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_promise_has_a_test(Promise promise) => Assert.NotEmpty(_shownBy[promise]);

    [Fact]
    public void The_page_for_contributors_names_the_tests_of_each_promise() =>
        WrittenPage.HoldTables(Path.Combine(_docs, "contributors", "promises-and-tests.md"), [.. _tables.Select(table => (table, Table(table)))]);

    [Theory]
    [InlineData("guide/reliability.md")]
    [InlineData("guide/security.md")]
    public void A_user_page_lists_its_promises_without_tests(string page) =>
        WrittenPage.HoldTables(Path.Combine(_docs, page), [.. _tables.Where(table => Holds(page, table)).Select(table => (table, List(table)))]);

    [Fact]
    public void Every_list_of_promises_is_on_one_user_page() =>
        Assert.All(_tables.Where(table => table != "mistakes"), table => Assert.Single(_userPages, page => Holds(page, table)));

    private static bool Holds(string page, string table) => File.ReadAllText(Path.Combine(_docs, page)).Contains($"<!-- {table} -->", StringComparison.Ordinal);

    private static string Table(string table) =>
        (table == "mistakes" ? "| Mistake | Noticed by |" : "| Promise | Shown by |") + "\n|---|---|\n" + string.Concat(Promises(table)
            .Select(promise => $"| {Wording(promise).Text} | {string.Join(", ", _shownBy[promise].Order(StringComparer.Ordinal))} |\n"));

    private static string List(string table) => string.Concat(Promises(table).Select(promise => $"- {Wording(promise).Text}\n"));

    private static IEnumerable<Promise> Promises(string table) => Enum.GetValues<Promise>().Where(promise => Wording(promise).Table == table);

    private static WordingAttribute Wording(Promise promise) => typeof(Promise).GetField(promise.ToString())!.GetCustomAttribute<WordingAttribute>()!;

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes<FactAttribute>().Any();
}
