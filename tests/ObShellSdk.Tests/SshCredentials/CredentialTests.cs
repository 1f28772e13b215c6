using ObShellSdk.SshCredentials;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.SshCredentials;

public sealed class CredentialTests
{
    private const string One = "/api/v1/security/credential/{id}";
    private const string List = "/api/v1/security/credentials";

    private static readonly SshLoginRequest _ssh = new() { Targets = [new SshTarget { Ip = "10.0.0.1" }], Username = "admin", Passphrase = "planted" };

    public static TheoryData<string, SshLoginRequest?> Broken => new()
    {
        { "no login", null },
        { "no user", _ssh with { Username = "" } },
        { "no type", _ssh with { Type = default } },
        { "no targets", _ssh with { Targets = [] } },
        { "null for targets", _ssh with { Targets = null! } },
        { "null for a target", _ssh with { Targets = [null!] } },
        { "a target without an address", _ssh with { Targets = [new SshTarget { Port = 22 }] } },
        { "a port that is none", _ssh with { Targets = [new SshTarget { Ip = "10.0.0.1", Port = 65536 }] } },
        { "a port below none", _ssh with { Targets = [new SshTarget { Ip = "10.0.0.1", Port = -1 }] } },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_login_that_lacks_something_is_not_sent(string what, SshLoginRequest? ssh)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Task[] calls =
        [
            Assert.ThrowsAnyAsync<ArgumentException>(() => client.SshCredentials.CreateAsync(new CreateSshCredentialRequest { Name = "hosts", Ssh = ssh! })),
            Assert.ThrowsAnyAsync<ArgumentException>(() => client.SshCredentials.UpdateAsync(7, new UpdateSshCredentialRequest { Name = "hosts", Ssh = ssh! })),
            Assert.ThrowsAnyAsync<ArgumentException>(() => client.SshCredentials.ValidateAsync(new ValidateSshCredentialRequest { Ssh = ssh! })),
        ];
        await Task.WhenAll(calls);

        Assert.True(agent.Requests.Count == 0, what);
    }

    [Fact]
    public async Task What_has_no_name_type_id_or_password_is_not_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        SshLoginRequest withoutPassword = _ssh with { Passphrase = null };

        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.CreateAsync(new CreateSshCredentialRequest { Name = "", Ssh = _ssh }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.CreateAsync(new CreateSshCredentialRequest { Name = "hosts", Ssh = withoutPassword }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.CreateAsync(new CreateSshCredentialRequest { Name = "hosts", Ssh = _ssh, TargetType = default }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.UpdateAsync(7, new UpdateSshCredentialRequest { Name = "", Ssh = _ssh }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.ValidateAsync(new ValidateSshCredentialRequest { Ssh = withoutPassword }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.ValidateAsync(new ValidateSshCredentialRequest { Ssh = _ssh, TargetType = default }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SshCredentials.GetAsync(0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SshCredentials.UpdateAsync(0, new UpdateSshCredentialRequest { Name = "hosts", Ssh = _ssh }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SshCredentials.DeleteAsync(-1));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.DeleteManyAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.ValidateStoredAsync([]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SshCredentials.GetPageAsync(page: 0, pageSize: 10));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SshCredentials.GetPageAsync(page: 1, pageSize: 0));
        Assert.Empty(agent.Requests);
    }

    [Theory]
    [InlineData("planted")]
    [InlineData("")]
    public async Task A_password_may_be_empty_and_shows_nowhere(string password)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/security/credential").Respond(FakeResponse.Data("""{"credential_id":7,"name":"hosts","create_time":"0001-01-01T00:00:00Z"}"""));
        var request = new CreateSshCredentialRequest { Name = "hosts", Ssh = _ssh with { Passphrase = password } };

        SshCredential stored = await client.SshCredentials.CreateAsync(request);

        Assert.Equal(7, stored.CredentialId);
        Assert.Empty(stored.Ssh.Targets);
        Assert.Null(stored.CreateTime);
        Assert.Equal(
            $$$"""{"target_type":"HOST","name":"hosts","ssh_credential_property":{"targets":[{"ip":"10.0.0.1","port":0}],"username":"admin","type":"PASSWORD","passphrase":"{{{password}}}"}}""",
            agent.Requests[^1].RevealBody());
        Assert.True(agent.Requests[^1].IsEncrypted);
        Assert.DoesNotContain("planted", $"{request} {request.Ssh}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_without_a_password_sends_the_empty_one_which_keeps_what_is_stored()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPatch(One).Respond(FakeResponse.Data("""{"credential_id":7}"""));

        await client.SshCredentials.UpdateAsync(7, new UpdateSshCredentialRequest { Name = "hosts", Ssh = _ssh with { Passphrase = null } });

        Assert.Equal("/api/v1/security/credential/7", agent.Requests[^1].RawTarget);
        Assert.Contains("\"passphrase\":\"\"", agent.Requests[^1].RevealBody(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_not_repeated_and_a_trial_is()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/security/credential").DropConnection();
        agent.OnPost("/api/v1/security/credential/validate").Respond(FakeResponse.Data("""{"succeeded_count":1,"details":null}"""));
        agent.OnPost("/api/v1/security/credential/validate").DropConnection().Once();

        await Assert.ThrowsAsync<ObShellTransportException>(() => client.SshCredentials.CreateAsync(new CreateSshCredentialRequest { Name = "hosts", Ssh = _ssh }));
        CredentialValidationResult result = await client.SshCredentials.ValidateAsync(new ValidateSshCredentialRequest { Ssh = _ssh });

        Assert.Single(agent.RequestsTo("/api/v1/security/credential"));
        Assert.Equal(1, result.SucceededCount);
        Assert.Equal(2, agent.RequestsTo("/api/v1/security/credential/validate").Count);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(0)]
    public async Task A_key_of_another_length_is_not_sent(int bytes)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        var key = new CredentialEncryptionKey { AesKey = Convert.ToBase64String(new byte[bytes]) };

        await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.UpdateEncryptionKeyAsync(key));
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_key_is_Base64_and_shows_nowhere()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPut("/api/v1/security/credential/encrypt-secret-key").Respond(FakeResponse.Data("null"));
        var key = new CredentialEncryptionKey { AesKey = Convert.ToBase64String("planted-planted-planted-planted-"u8) };

        await client.SshCredentials.UpdateEncryptionKeyAsync(key);

        Assert.Equal($$"""{"aes_key":"{{key.AesKey.Reveal()}}"}""", agent.Requests[^1].RevealBody());
        Assert.Equal("CredentialEncryptionKey { AesKey = *** }", key.ToString());
        foreach (string? text in new[] { new string('x', 32), "not base64 at all", null })
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => client.SshCredentials.UpdateEncryptionKeyAsync(new CredentialEncryptionKey { AesKey = text! }));
            Assert.DoesNotContain("xxx", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_in_an_order_that_new_credentials_do_not_disturb()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(List).Respond(FakeResponse.Data("""{"contents":[{"credential_id":3}],"page":{"total_elements":3,"total_pages":2,"size":2,"number":2}}"""));
        agent.OnGet(List).Respond(FakeResponse.Data("""{"contents":[{"credential_id":1},{"credential_id":2}],"page":{"total_elements":3,"total_pages":2,"size":2,"number":1}}""")).Once();

        List<long> ids = [];
        await foreach (SshCredential credential in client.SshCredentials.ListAsync(pageSize: 2))
        {
            ids.Add(credential.CredentialId);
        }

        Assert.Equal([1L, 2L, 3L], ids);
        Assert.Equal(
            [$"{List}?page=1&page_size=2&sort=id&sort_order=asc", $"{List}?page=2&page_size=2&sort=id&sort_order=asc"],
            agent.RequestsTo(List).Select(request => request.RawTarget));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.SshCredentials.ListAsync(pageSize: 0));
    }

    [Fact]
    public async Task Several_are_deleted_by_a_body()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnDelete(List).Respond(FakeResponse.Data("null"));

        await client.SshCredentials.DeleteManyAsync([1, 9007199254740993]);

        Assert.Equal("""{"credential_id_list":[1,9007199254740993]}""", agent.Requests[^1].RevealBody());
        Assert.True(agent.Requests[^1].IsEncrypted);
    }
}
