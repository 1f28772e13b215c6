using System.Reflection;
using System.Text.Json;
using ObShellSdk.Backup;
using ObShellSdk.Serialization;
using ObShellSdk.Tasks;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Serialization;

/// <summary>A received record keeps what its properties cannot represent, and <see cref="ObShellJson"/> writes it as it was received.</summary>
public sealed class ObShellRecordTests
{
    private const string Dag = """
        {"id":"1","name":"Start backup","state":"RUNNING","operator":"RUN","start_time":"2026-11-30T21:04:02.123456789+08:00","end_time":"0001-01-01T00:00:00Z","nodes":[
        {"id":"2","name":null,"state":"PENDING","start_time":"1970-01-01T08:00:00+08:00","sub_tasks":null,"later":{"b":1.50}}],"from_a_newer_agent":[1.0,"x",null]}
        """;

    [Theory]
    [InlineData(Dag)]
    [InlineData("{}")]
    [InlineData("""{"id":"1","additional_data":null}""")]
    [InlineData("""{"id":"1","additional_data":{"restore_job_id":12345678901234567890}}""")]
    [InlineData("""{"id":"1","nodes":null}""")]
    [InlineData("""{"id":"1","nodes":[]}""")]
    [InlineData("""{"nodes":[null]}""")]
    [InlineData("""{"end_time":null}""")]
    [InlineData("""{"end_time":"0000-12-31T19:03:58-04:56"}""")]
    [InlineData("""{"end_time":"2026-11-30T21:04:02.1Z"}""")]
    [InlineData("""{"end_time":"2026-11-30T21:04:02.1000000000+00:00"}""")]
    [InlineData("""{"dag_id":-0}""")]
    [InlineData("""{"\u0069d":"1","\u006eew":"\u0041"}""")]
    public void A_DAG_is_written_as_it_was_read(string json) => AssertSame(json, Write(Read<DagDetail>(json)));

    [Theory]
    [InlineData("""{"startAt":1796071985196263772}""")]
    [InlineData("""{"startAt":0}""")]
    public void StartAt_keeps_every_nanosecond(string json)
    {
        AssertSame(json, Write(Read<ObShellSdk.Agents.AgentStatus>(json)));
        AssertSame(json, Write(Read<ObShellSdk.Agents.AgentInfo>(json)));
    }

    [Theory]
    [InlineData("1e3")]
    [InlineData("0.10")]
    [InlineData("1e999")]
    [InlineData("0.5")]
    public void A_number_keeps_its_digits(string number)
    {
        string json = $$"""{"output_rate_bytes":{{number}}}""";

        AssertSame(json, Write(Read<CdbObBackupTask>(json)));
    }

    [Fact]
    public void A_member_that_is_unknown_survives_with_and_both_ways_of_writing()
    {
        DagDetail dag = Read<DagDetail>(Dag);

        DagDetail renamed = dag with { Name = "x" };

        Assert.Equal(["from_a_newer_agent"], dag.GetUnknownMembers().Keys);
        Assert.Equal(["later"], dag.Nodes[0].GetUnknownMembers().Keys);
        AssertSame(Dag.Replace("Start backup", "x", StringComparison.Ordinal), Write(renamed));
        AssertSame(Dag, JsonSerializer.Serialize(dag, ObShellJson.TypeInfo<DagDetail>()));
        AssertSame(JsonDocument.Parse(Dag).RootElement.GetProperty("nodes")[0].GetRawText(), Write(dag.Nodes[0]));
    }

    [Fact]
    public void A_changed_property_is_written_with_its_new_value()
    {
        DagDetail dag = Read<DagDetail>(Dag);

        string written = Write(dag with { StartTime = DateTimeOffset.UnixEpoch.AddDays(1), DagId = 7, Nodes = [dag.Nodes[0] with { Name = "new" }] });

        JsonElement root = JsonDocument.Parse(written).RootElement;
        Assert.Equal("1970-01-02T00:00:00Z", root.GetProperty("start_time").GetString());
        Assert.Equal(7, root.GetProperty("dag_id").GetInt64());
        Assert.Equal("new", root.GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("nodes")[0].GetProperty("sub_tasks").ValueKind);
        Assert.Equal("1.50", root.GetProperty("nodes")[0].GetProperty("later").GetProperty("b").GetRawText());
    }

    [Fact]
    public void What_is_kept_is_not_part_of_equality_or_text()
    {
        BackupDestinations received = Read<BackupDestinations>("""{"tenant_id":1,"data_base_uri":null,"token":"planted"}""");

        Assert.Equal(new BackupDestinations { TenantId = 1 }, received);
        Assert.Equal(new BackupDestinations { TenantId = 1 }.GetHashCode(), received.GetHashCode());
        Assert.Equal(new BackupDestinations { TenantId = 1 }.ToString(), received.ToString());
        Assert.DoesNotContain("planted", received.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_a_list_keeps_its_unknown_members_too()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        using ObShellClient client = agent.CreateClient();
        agent.OnGet("/api/v1/task/dags/ob").Respond(FakeResponse.Data($$"""{"contents":[{{Dag}}]}"""));

        DagDetail dag = Assert.Single(await client.Tasks.ListClusterDagsAsync(includeDetails: true));

        AssertSame(Dag, Write(dag));
    }

    [Fact]
    public void A_record_without_anything_unusual_keeps_nothing()
    {
        var location = new BackupDestinations { TenantId = 1, ArchiveBaseUri = new("file:///a"), DataBaseUri = new("file:///b") };

        Assert.Null(Read<BackupDestinations>(Write(location)).Received);
    }

    [Fact]
    public void Every_type_that_a_facet_returns_is_an_ObShellRecord()
    {
        Type[] answers = [.. Answers(typeof(ObShellClient).Assembly.GetTypes().Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal) && type.Namespace != "ObShellSdk")
            .SelectMany(facet => facet.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Select(method => method.ReturnType)).Distinct()];

        Assert.InRange(answers.Length, 90, 200);
        Assert.All(answers, type => Assert.True(typeof(ObShellRecord).IsAssignableFrom(type), type.Name));
    }

    /// <summary>The records of the wire that these types lead to.</summary>
    private static HashSet<Type> Answers(IEnumerable<Type> types)
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(types);
        while (open.TryDequeue(out Type? type))
        {
            foreach (Type argument in type.GetGenericArguments())
            {
                open.Enqueue(argument);
            }

            if (type.Assembly == typeof(ObShellClient).Assembly && type.GetMethod("<Clone>$") is not null && !type.IsGenericType
                && ObShellJson.WireOptions.TryGetTypeInfo(type, out _) && found.Add(type))
            {
                foreach (PropertyInfo property in type.GetProperties().Where(property => property.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null))
                {
                    open.Enqueue(property.PropertyType);
                }
            }
        }

        return found;
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize(json, ObShellJson.TypeInfo<T>())!;

    private static string Write<T>(T record) => JsonSerializer.Serialize(record, ObShellJson.UnmaskedTypeInfo<T>());

    private static void AssertSame(string wanted, string written) => Assert.Empty(JsonDifference.Of(JsonElement.Parse(wanted), JsonElement.Parse(written)));
}
