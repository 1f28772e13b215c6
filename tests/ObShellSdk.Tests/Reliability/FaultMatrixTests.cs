using System.Globalization;
using System.Text;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Reliability;

/// <summary>
/// Every fault with every kind of call: what the caller sees, and what the agent has got and done. The table of docs/contributors/promises-and-tests.md is written from it,
/// with UPDATE_DOCS=1 in the environment; what must hold whatever is measured stands in the other tests.
/// </summary>
public sealed class FaultMatrixTests
{
    public static TheoryData<string> Faults => [.. MatrixFault.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    [Shows(Promise.AtMostOnce)]
    [Shows(Promise.NoWriteTwice)]
    public async Task A_command_is_carried_out_at_most_once(string fault) =>
        Hold(await AllOf(fault), cell => !cell.Call.IsCommand || cell.Executed <= 1);

    [Theory]
    [MemberData(nameof(Faults))]
    [Shows(Promise.SuccessMeansDone)]
    public async Task A_command_that_succeeds_was_carried_out_and_so_was_one_that_fails_only_if_it_says_that_it_may_have_run(string fault) =>
        Hold(await AllOf(fault), cell => !cell.Call.IsCommand || (cell.Error is null ? cell.Executed == 1 : cell.Executed == 0 || cell.Error is ObShellException { MayHaveRun: true }));

    [Theory]
    [MemberData(nameof(Faults))]
    [Shows(Promise.MayHaveRunIsExact)]
    public async Task A_command_whose_outcome_the_caller_cannot_know_may_have_run_and_no_other(string fault)
    {
        if (Find(fault).LeavesOpen is { } leavesOpen)
        {
            Hold(await CallsOf(fault), cell => !cell.Call.IsCommand || cell.Error is not ObShellException error || error.MayHaveRun == leavesOpen);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    [Shows(Promise.ReadsOutliveFaults)]
    public async Task A_read_never_may_have_run_and_outlives_what_passes(string fault)
    {
        Hold(await AllOf(fault), cell => cell.Call.IsCommand || cell.Error is not ObShellException { MayHaveRun: true });
        MatrixCell[] once = Find(fault).CanPass ? [.. await MatrixStage.MeasureAsync(Find(fault), MatrixScope.Once)] : [];
        Hold(once, cell => cell.Call.IsCommand || cell.Error is null or ObShellProtocolException { IsTransient: false });
    }

    [Theory]
    [MemberData(nameof(Faults))]
    [Shows(Promise.FailuresAreTyped)]
    public async Task What_the_caller_sees_is_typed_and_its_text_names_the_doubt(string fault) =>
        Hold(await AllOf(fault), cell => cell.Error is null || (cell.Error is ObShellException error && error.Message.Contains("MayHaveRun", StringComparison.Ordinal) == error.MayHaveRun));

    [Theory]
    [MemberData(nameof(Faults))]
    [Shows(Promise.KeyFaultsLeaveTheCallUndone)]
    public async Task What_goes_wrong_with_the_key_leaves_the_call_unsent_and_says_so(string fault)
    {
        MatrixCell[] cells = Find(fault).CanPass ? [.. await MatrixStage.MeasureAsync(Find(fault), MatrixScope.Handshake)] : [];

        Hold(cells, cell => cell.Error is null ? cell.Executed == 1 : cell is { Got: 0, Error: ObShellException { MayHaveRun: false } });
    }

    [Fact]
    public async Task The_table_of_the_page_is_what_was_measured() =>
        WrittenPage.HoldTables(Path.Combine(Repository.Root, "docs", "contributors", "promises-and-tests.md"), ("fault matrix", await BuildAsync()));

    private static MatrixFault Find(string name) => MatrixFault.All.Single(fault => fault.Name == name);

    /// <summary>The calls that the fault hits themselves.</summary>
    private static async Task<MatrixCell[]> CallsOf(string name)
    {
        MatrixFault fault = Find(name);
        return [.. await MatrixStage.MeasureAsync(fault, MatrixScope.Lasting), .. fault.CanPass ? await MatrixStage.MeasureAsync(fault, MatrixScope.Once) : []];
    }

    private static async Task<MatrixCell[]> AllOf(string name) =>
        [.. await CallsOf(name), .. Find(name).CanPass ? await MatrixStage.MeasureAsync(Find(name), MatrixScope.Handshake) : []];

    private static void Hold(IReadOnlyCollection<MatrixCell> cells, Predicate<MatrixCell> rule)
    {
        string[] broken = [.. cells.Where(cell => !rule(cell)).Select(cell => $"{cell.Call.Name}: {cell.Seen}, got {cell.Got}, executed {cell.Executed}\n{cell.Error}")];
        Assert.True(broken.Length == 0, string.Join("\n", broken));
    }

    private static async Task<string> BuildAsync()
    {
        var text = new StringBuilder();
        text.Append("| Fault | Call | Every time: the caller sees | Got | Done | Once: the caller sees | Got | Done |\n|---|---|---|---:|---:|---|---:|---:|\n");
        foreach (MatrixFault fault in MatrixFault.All)
        {
            IReadOnlyList<MatrixCell> lasting = await MatrixStage.MeasureAsync(fault, MatrixScope.Lasting);
            IReadOnlyList<MatrixCell>? once = fault.CanPass ? await MatrixStage.MeasureAsync(fault, MatrixScope.Once) : null;
            string name = fault.Name;
            foreach (var row in lasting.Select((cell, index) => (cell.Call.Name, Cells: $"| {Show(cell)} | {(once is null ? "| |" : Show(once[index]))} |")).GroupBy(row => row.Cells))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(", ", row.Select(each => each.Name))} {row.Key}\n");
                name = "";
            }
        }

        return text.ToString();
    }

    private static string Show(MatrixCell cell) => $"{cell.Seen} | {cell.Got} | {cell.Executed}";
}
