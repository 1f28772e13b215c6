using ObShellSdk.SharedStorage;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.SharedStorage;

public sealed class SharedStorageTests
{
    private const string Validate = "/api/v1/obcluster/shared-storage/validate-key";
    private const string Save = "/api/v1/obcluster/shared-storage/save-key";

    private static readonly SharedStorageKey _key = new()
    {
        Path = "oss://bucket/data", Endpoint = "oss-cn-hangzhou.aliyuncs.com", AccessKey = "planted-id", SecretKey = "planted-key",
    };

    public static TheoryData<SharedStorageKey> Broken =>
    [
        _key with { Path = null! },
        _key with { Path = "" },
        _key with { Path = "bucket/data" },
        _key with { Path = "file:///data" },
        _key with { Path = "oss://" },
        _key with { Path = "s3:///data" },
        _key with { Endpoint = "" },
        _key with { Endpoint = "host=oss-cn-hangzhou.aliyuncs.com" },
        _key with { AccessKey = "" },
        _key with { AccessKey = null! },
        _key with { SecretKey = "" },
        _key with { SecretKey = null! },
    ];

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_key_that_opens_nothing_is_not_sent(SharedStorageKey key)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SharedStorage.ValidateKeyAsync(key));
        Assert.DoesNotContain("planted", error.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SharedStorage.SaveKeyAsync(key));
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_key_is_tried_at_a_host_and_saved_as_a_part_of_the_location()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Validate).Respond(FakeResponse.Data("null"));
        agent.OnPost(Save).Respond(FakeResponse.Data("null"));

        await client.SharedStorage.ValidateKeyAsync(_key);
        Assert.Equal(
            """{"path":"oss://bucket/data","endpoint":"oss-cn-hangzhou.aliyuncs.com","access_key":"planted-id","secret_key":"planted-key"}""",
            agent.Requests[^1].RevealBody());

        await client.SharedStorage.SaveKeyAsync(_key);
        Assert.Contains("\"endpoint\":\"host=oss-cn-hangzhou.aliyuncs.com\"", agent.Requests[^1].RevealBody(), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", _key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_travels_signed_and_encrypted_although_agents_do_not_ask_for_it()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Validate).Respond(FakeResponse.Data("null"));
        agent.OnPost(Save).Respond(FakeResponse.Data("null"));

        await client.SharedStorage.ValidateKeyAsync(_key);
        await client.SharedStorage.SaveKeyAsync(_key);

        Assert.All([.. agent.RequestsTo(Validate), .. agent.RequestsTo(Save)], request =>
        {
            Assert.Equal(FakeHeaderKind.OceanBase, request.HeaderKind);
            Assert.True(request.IsEncrypted);
        });
    }
}
