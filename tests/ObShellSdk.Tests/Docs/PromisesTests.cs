using System.Reflection;

namespace ObShellSdk.Tests.Docs;

/// <summary>Makes the tables of promises from the tests that show them, and so holds that each is shown.</summary>
public sealed class PromisesTests
{
    private static readonly string _docs = Path.Combine(Repository.Root, "docs");
    private static readonly string[] _tables = [.. Enum.GetValues<Promise>().Select(promise => Wording(promise).Table).Distinct()];

    private static readonly ILookup<Promise, string> _shownBy = typeof(PromisesTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().SelectMany(method => method.GetCustomAttributes<ShowsAttribute>().Select(shows => (shows.Promise, Test: method))))
        .ToLookup(shown => shown.Promise, shown => IsTest(shown.Test) ? $"`{shown.Test.DeclaringType!.Name}.{shown.Test.Name}`" : throw new InvalidOperationException($"{shown.Test} is no test."));

    public static TheoryData<Promise> All => [.. Enum.GetValues<Promise>()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_test_shows_it(Promise promise) => Assert.NotEmpty(_shownBy[promise]);

    [Theory]
    [InlineData("reliability.md")]
    [InlineData("security.md")]
    public void The_tables_of_the_page_name_the_tests_that_show_it(string page) =>
        WrittenPage.HoldTables(Path.Combine(_docs, page), [.. _tables.Where(table => Holds(page, table)).Select(table => (table, Build(table)))]);

    [Fact]
    public void Every_promise_stands_on_one_page() => Assert.All(_tables, table => Assert.Single(["reliability.md", "security.md"], page => Holds(page, table)));

    private static bool Holds(string page, string table) => File.ReadAllText(Path.Combine(_docs, page)).Contains($"<!-- {table} -->", StringComparison.Ordinal);

    private static string Build(string table) =>
        (table == "mistakes" ? "| Mistake | Noticed by |" : "| Promise | Shown by |") + "\n|---|---|\n" + string.Concat(Enum.GetValues<Promise>().Where(promise => Wording(promise).Table == table)
            .Select(promise => $"| {Wording(promise).Text} | {string.Join(", ", _shownBy[promise].Order(StringComparer.Ordinal))} |\n"));

    private static WordingAttribute Wording(Promise promise) => typeof(Promise).GetField(promise.ToString())!.GetCustomAttribute<WordingAttribute>()!;

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes<FactAttribute>().Any();
}
