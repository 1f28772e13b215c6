using System.Reflection;

namespace ObShellSdk.Tests.Docs;

/// <summary>Makes the tables of promises from the tests that show them, and so holds that each is shown.</summary>
public sealed class PromisesTests
{
    private static readonly ILookup<Promise, string> _shownBy = typeof(PromisesTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().SelectMany(method => method.GetCustomAttributes<ShowsAttribute>().Select(shows => (shows.Promise, Test: method))))
        .ToLookup(shown => shown.Promise, shown => IsTest(shown.Test) ? $"`{shown.Test.DeclaringType!.Name}.{shown.Test.Name}`" : throw new InvalidOperationException($"{shown.Test} is no test."));

    public static TheoryData<Promise> All => [.. Enum.GetValues<Promise>()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_test_shows_it(Promise promise) => Assert.NotEmpty(_shownBy[promise]);

    [Theory]
    [InlineData("reliability.md", "| Promise | Shown by |", "reliability")]
    [InlineData("reliability.md", "| Mistake | Noticed by |", "mistakes")]
    [InlineData("security.md", "| Promise | Shown by |", "listener", "middle", "logs", "agent", "storage", "memory", "packages")]
    public void The_tables_of_the_page_name_the_tests_that_show_it(string page, string head, params string[] tables) =>
        WrittenPage.HoldTables(Path.Combine(Repository.Root, "docs", page), [.. tables.Select(table => (table, Build(table, head)))]);

    [Fact]
    public void Every_promise_has_a_page() => Assert.Empty(
        Enum.GetValues<Promise>().Select(promise => Wording(promise).Table).Except(["reliability", "mistakes", "listener", "middle", "logs", "agent", "storage", "memory", "packages"]));

    private static string Build(string table, string head) =>
        $"{head}\n|---|---|\n" + string.Concat(Enum.GetValues<Promise>().Where(promise => Wording(promise).Table == table)
            .Select(promise => $"| {Wording(promise).Text} | {string.Join(", ", _shownBy[promise].Order(StringComparer.Ordinal))} |\n"));

    private static WordingAttribute Wording(Promise promise) => typeof(Promise).GetField(promise.ToString())!.GetCustomAttribute<WordingAttribute>()!;

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes<FactAttribute>().Any();
}
