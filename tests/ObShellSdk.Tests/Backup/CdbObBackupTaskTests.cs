using System.Text.Json;
using CsCheck;
using ObShellSdk.Backup;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tests.Backup;

public sealed class CdbObBackupTaskTests
{
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 2, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_sample_answer_comes_back_with_no_member_lost_and_no_number_harmed()
    {
        JsonElement data = Sample();

        string written = JsonSerializer.Serialize(Read<TenantBackupOverview>(data.GetRawText()), ObShellJson.TypeInfo<TenantBackupOverview>());

        Assert.Equal(Members(data), Members(JsonDocument.Parse(written).RootElement));
    }

    [Fact]
    public void Every_member_of_the_contract_has_a_property()
    {
        JsonElement schema = Contract.ContractFile.Schema("CdbObBackupTask");

        IEnumerable<string> wire = ObShellJson.WireOptions.GetTypeInfo(typeof(CdbObBackupTask)).Properties.Where(property => property is { Get: not null, IsExtensionData: false }).Select(property => property.Name);

        Assert.Equal(schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Order(), wire.Order());
    }

    [Fact]
    public void Extremes_are_read_and_written_back()
    {
        Gen.Select(Gen.Long, Gen.Double.Where(double.IsFinite), Gen.String.AlphaNumeric).Sample(
            (number, rate, text) =>
            {
                string json = $$$"""{"status":{"tenant_id":{{{number}}},"start_scn":{{{number}}},"output_rate_bytes":{{{rate.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}}},"status":"{{{text}}}","comment":"{{{text}}}"}}""";
                CdbObBackupTask task = Read<TenantBackupOverview>(json).Task;
                CdbObBackupTask again = Read<TenantBackupOverview>(
                    JsonSerializer.Serialize(new TenantBackupOverview { Task = task }, ObShellJson.TypeInfo<TenantBackupOverview>())).Task;
                return task.TenantId == number && task.StartScn.Value == number && task.OutputRateBytes.Equals(rate) && task.Status.Value == text && again == task;
            },
            iter: 300, seed: "0003KeIHqXn1", threads: 1);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T08:05:43+08:05")]
    [InlineData("0000-12-31T19:03:58-04:56")]
    public void EndTimestamp_reads_a_zero_time_as_null_and_writes_it_as_it_was(string zero)
    {
        TenantBackupOverview overview = Read<TenantBackupOverview>($$$"""{"status":{"end_timestamp":"{{{zero}}}"}}""");

        Assert.Null(overview.Task.EndTimestamp);
        Assert.Contains(
            $"\"end_timestamp\":\"{zero}\"",
            JsonSerializer.Serialize(overview, ObShellJson.TypeInfo<TenantBackupOverview>()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-10-12T18:08:08.123456789+08:00", "2024-10-12T18:08:08.1234567+08:00")]
    [InlineData("2024-10-12T18:08:08Z", "2024-10-12T18:08:08Z")]
    [InlineData("2024-10-12T18:08:08.5Z", "2024-10-12T18:08:08.5Z")]
    [InlineData("2024-10-12T18:08:08.000001-03:30", "2024-10-12T18:08:08.000001-03:30")]
    public void StartTimestamp_keeps_its_offset_and_seven_digits_and_its_JSON_all(string sent, string kept)
    {
        TenantBackupOverview overview = Read<TenantBackupOverview>($$$"""{"status":{"start_timestamp":"{{{sent}}}"}}""");

        Assert.Equal(DateTimeOffset.Parse(kept, System.Globalization.CultureInfo.InvariantCulture), overview.Task.StartTimestamp);
        Assert.Contains($"\"start_timestamp\":\"{sent}\"", JsonSerializer.Serialize(overview, ObShellJson.TypeInfo<TenantBackupOverview>()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_agent_may_leave_members_out_and_a_newer_one_add_some()
    {
        CdbObBackupTask task = Read<TenantBackupOverview>("""{"status":{"status":"BACKUP_DATA_MINOR","brand_new":{"a":[1]}},"also_new":1}""").Task;

        Assert.Equal("BACKUP_DATA_MINOR", task.Status.Value);
        Assert.Equal("", task.Comment);
        Assert.Equal("", task.Path.Reveal());
        Assert.Null(task.MacroBlockPercent);
    }

    [Theory]
    [InlineData("""{"statuses":null}""")]
    [InlineData("{}")]
    public void A_list_that_is_null_or_absent_is_empty(string json) => Assert.Empty(Read<ClusterBackupOverview>(json).Tasks);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"status":[]}""")]
    public void A_tenant_overview_without_its_task_is_no_overview(string json) => Assert.Throws<JsonException>(() => Read<TenantBackupOverview>(json));

    [Fact]
    public void Modes_and_states_compare_without_case_and_keep_what_came()
    {
        CdbObBackupTask task = Read<TenantBackupOverview>("""{"status":{"encryption_mode":"None","status":"Completed"}}""").Task;

        Assert.Equal(BackupEncryptionMode.None, task.EncryptionMode);
        Assert.Equal(BackupEncryptionMode.None.GetHashCode(), task.EncryptionMode.GetHashCode());
        Assert.Equal("None", task.EncryptionMode.Value);
        Assert.True(task.IsFinished);
        Assert.NotEqual(default, task.Status);
        Assert.Equal("", default(BackupTaskStatus).ToString());
    }

    [Fact]
    public void A_running_task_tells_progress_elapsed_and_remaining_time()
    {
        var task = new CdbObBackupTask
        {
            Status = BackupTaskStatus.Doing, StartTimestamp = _start, MacroBlockCount = 200, FinishMacroBlockCount = 50,
            TabletCount = 10, FinishTabletCount = 5, InputBytes = 3000, OutputBytes = 1000,
        };

        Assert.Equal(25, task.MacroBlockPercent);
        Assert.Equal(50, task.TabletPercent);
        Assert.Equal(3, task.CompressionRatio);
        Assert.Null(task.Elapsed);
        Assert.Equal(TimeSpan.FromMinutes(10), task.ElapsedAt(_start.AddMinutes(10)));
        Assert.Equal(TimeSpan.FromMinutes(30), task.EstimateRemaining(_start.AddMinutes(10)));
    }

    [Fact]
    public void What_makes_no_sense_is_null()
    {
        var fresh = new CdbObBackupTask { Status = BackupTaskStatus.Init };
        var ended = new CdbObBackupTask
        {
            Status = BackupTaskStatus.Completed, StartTimestamp = _start, EndTimestamp = _start.AddHours(1), MacroBlockCount = 10, FinishMacroBlockCount = 12,
        };

        Assert.Null(fresh.MacroBlockPercent);
        Assert.Null(fresh.TabletPercent);
        Assert.Null(fresh.CompressionRatio);
        Assert.Null(fresh.ElapsedAt(_start));
        Assert.Null(fresh.EstimateRemaining(_start));
        Assert.Null((fresh with { StartTimestamp = _start, MacroBlockCount = 5 }).EstimateRemaining(_start.AddHours(1)));
        Assert.Equal(100, ended.MacroBlockPercent);
        Assert.Equal(TimeSpan.FromHours(1), ended.Elapsed);
        Assert.Equal(TimeSpan.FromHours(1), ended.ElapsedAt(_start.AddDays(3)));
        Assert.Null(ended.EstimateRemaining(_start.AddMinutes(30)));
    }

    [Fact]
    public void A_record_prints_the_place_but_not_its_keys()
    {
        var task = new CdbObBackupTask { Path = "oss://bucket/dir?host=oss.example.com&access_id=LTAI-id&access_key=very-secret" };

        string text = new TenantBackupOverview { Task = task }.ToString();

        Assert.Contains("oss://bucket/dir?host=oss.example.com", text, StringComparison.Ordinal);
        Assert.DoesNotContain("LTAI-id", text, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", text, StringComparison.Ordinal);
        Assert.Contains("very-secret", task.Path.Reveal(), StringComparison.Ordinal);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize(json, ObShellJson.TypeInfo<T>())!;

    private static JsonElement Sample()
    {
        using Stream stream = typeof(CdbObBackupTaskTests).Assembly.GetManifestResourceStream("tenant-backup-overview.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("data").Clone();
    }

    private static IEnumerable<(string Name, string Value)> Members(JsonElement overview) =>
        overview.GetProperty("status").EnumerateObject().Select(member => (member.Name, member.Value.GetRawText())).Order();
}
