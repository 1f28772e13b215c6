using System.Net;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Testing;

/// <summary>In which order a request is checked, and that every route of the contract is behind the checks that the contract names.</summary>
public sealed class FakeAgentCheckTests
{
    private const string Target = "/api/v1/tenant/t/backup";
    private const string NotJson = "{";
    private const string Authentication = "Security.Authentication.";

    private static readonly RawHeader _good = new("R");
    private static readonly RawHeader _undecryptable = _good with { Ciphertext = "AAAA" };

    /// <summary>Requests with two things wrong, the earlier of which is told.</summary>
    private static readonly Dictionary<string, (string Route, RawHeader? Header, string ErrCode)> _faults = new()
    {
        ["header before route"] = ("POST /api/v1/nothing", _undecryptable, Authentication + "Header.DecryptFailed"),
        ["header before body"] = (Target, _undecryptable with { PlainBody = true }, Authentication + "Header.DecryptFailed"),
        ["body before route"] = ("POST /api/v1/nothing", _good with { Keys = new byte[15], PlainBody = true }, "Request.Body.Decrypt.AES.KeyAndIv.Invalid"),
        ["body before target"] = (Target, _good with { Uri = "/else", Keys = new byte[15], PlainBody = true }, "Request.Body.Decrypt.AES.KeyAndIv.Invalid"),
        ["body before password"] = (Target, new RawHeader("wrong") { Keys = new byte[15], PlainBody = true }, "Request.Body.Decrypt.AES.KeyAndIv.Invalid"),
        ["route before missing header"] = ("POST /api/v1/nothing", null, "Common.NotFound"),
        ["missing header before content"] = (Target, null, "Request.Header.NotFound"),
        ["target before expiry"] = (Target, _good with { Uri = "/else", Ts = "1" }, Authentication + "Header.UriMismatch"),
        ["target before password"] = (Target, new RawHeader("wrong") { Uri = "/else" }, Authentication + "Header.UriMismatch"),
        ["target before session"] = (Target, RawHeader.ForSession("none") with { Uri = "/else" }, Authentication + "Header.UriMismatch"),
        ["expiry before password"] = (Target, new RawHeader("wrong") { Ts = "1" }, Authentication + "Expired"),
        ["form of expiry before password"] = (Target, new RawHeader("wrong") { Ts = "soon" }, Authentication + "Timestamp.Invalid"),
        ["expiry before session"] = (Target, RawHeader.ForSession("none") with { Ts = "1" }, Authentication + "Expired"),
        ["password before content"] = (Target, new RawHeader("wrong"), Authentication + "IncorrectOceanbasePassword"),
        ["password before tenant"] = ("POST /api/v1/tenant/none/backup", new RawHeader("wrong"), Authentication + "IncorrectOceanbasePassword"),
        ["tenant before content"] = ("POST /api/v1/tenant/none/backup", _good, "OB.Tenant.NotExist"),
        ["expiry before agent password"] = (Target, RawHeader.ForAgent("wrong") with { Ts = "1" }, Authentication + "Expired"),
    };

    public static TheoryData<string> Orders => [.. _faults.Keys];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Of_two_faults_the_one_that_is_checked_first_is_told(string order)
    {
        (string route, RawHeader? header, string errCode) = _faults[order];
        await using FakeAgent agent = await FakeAgent.StartAsync(new() { Password = "R", AgentPassword = "A" });
        agent.AddTenant("t");
        using var client = new RawAgentClient(agent);

        RawAnswer answer = await client.PostAsync(route.Split(' ')[^1], header, NotJson);

        Assert.Equal(errCode, answer.ErrCode);
    }

    [Theory]
    [InlineData("never", null, null)]
    [InlineData("never", "/else", Authentication + "Header.UriMismatch")]
    public async Task A_single_agent_without_password_looks_at_nothing_but_the_target(string ts, string? uri, string? errCode)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Single, Password = null });
        agent.OnAny().Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        RawAnswer answer = await client.GetAsync("/api/v1/ob/info", new RawHeader("any") { Ts = ts, Uri = uri });

        Assert.Equal((errCode is null, errCode), (answer.Status is HttpStatusCode.OK, agent.Requests[0].ResponseErrorCode));
    }

    [Theory]
    [InlineData(FakeAgentIdentity.Single, "A", "1", Authentication + "Expired")]
    [InlineData(FakeAgentIdentity.Single, "A", "soon", Authentication + "Timestamp.Invalid")]
    [InlineData(FakeAgentIdentity.Master, "A", "1", Authentication + "Expired")]
    [InlineData(FakeAgentIdentity.ClusterAgent, "A", "1", Authentication + "Expired")]
    [InlineData(FakeAgentIdentity.ScalingOut, "A", "soon", Authentication + "Timestamp.Invalid")]
    [InlineData(FakeAgentIdentity.ClusterAgent, null, "1", Authentication + "WithOceanBasePassword")]
    public async Task The_agent_header_expires_too(string identity, string? agentPassword, string ts, string errCode)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new() { Identity = identity, Password = "R", AgentPassword = agentPassword });
        using var client = new RawAgentClient(agent);

        RawAnswer answer = await client.GetAsync("/api/v1/ob/info", RawHeader.ForAgent("A") with { Ts = ts });

        Assert.Equal((HttpStatusCode.Unauthorized, errCode), (answer.Status, answer.ErrCode));
    }

    [Fact]
    public async Task Every_route_is_behind_the_checks_that_the_contract_names()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new() { Password = "R", AgentPassword = "A" });
        agent.OnAny().Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);
        var faults = new List<string>();

        foreach (ContractOperation operation in ContractFile.Operations())
        {
            string protection = operation.Definition.GetProperty("x-auth").GetString()!;
            string target = string.Join('/', operation.Template.Split('/').Select(segment => segment is ['{', ..] ? "11" : segment));
            string?[] actual =
            [
                await AskAsync(null),
                await AskAsync(new RawHeader("wrong")),
                await AskAsync(RawHeader.ForAgent("wrong")),
                await AskAsync(new RawHeader("R") { Uri = "/else" }),
                await AskAsync(RawHeader.ForAgent("A") with { Uri = "/else" }),
                await AskAsync(new RawHeader("R") { Ciphertext = "AAAA" }),
            ];
            string?[] expected = Expected(operation.Id == "agentSetPassword" ? "agent-password" : protection);
            if (!actual.SequenceEqual(expected))
            {
                faults.Add($"{operation.Verb} {target} ({protection}): {string.Join(", ", actual)}");
            }

            async Task<string?> AskAsync(RawHeader? header)
            {
                await client.SendAsync(new HttpMethod(operation.Verb), target, header);
                return agent.Requests[^1].ResponseErrorCode?.Replace(Authentication, "", StringComparison.Ordinal);
            }
        }

        Assert.Equal([], faults);
    }

    /// <summary>Without a header, with a wrong password in either, with another target in either, and with a header that does not decrypt.</summary>
    private static string?[] Expected(string protection) => protection switch
    {
        "none" => [null, null, null, null, null, "Header.DecryptFailed"],
        "header" or "header-and-encrypted-body" or "password-header" =>
            ["Request.Header.NotFound", "IncorrectOceanbasePassword", "IncorrectAgentPassword", "Header.UriMismatch", "Header.UriMismatch", "Header.DecryptFailed"],
        "agent-password" => ["Request.Header.NotFound", "WithAgentPassword", "IncorrectAgentPassword", "Header.UriMismatch", "Header.UriMismatch", "Header.DecryptFailed"],
        "agent-header" or "agent-header-and-encrypted-body" =>
            ["Request.Header.NotFound", "Request.Header.NotFound", "IncorrectAgentPassword", "Request.Header.NotFound", "Header.UriMismatch", "Header.DecryptFailed"],
        "sso-header" =>
            ["Request.Header.NotFound", "Security.SSO.Token.Missing", "Security.SSO.Token.Missing", "Header.UriMismatch", "Header.UriMismatch", "Header.DecryptFailed"],
        "header-file-sha256" => [.. Enumerable.Repeat("Request.File.Missing", 5), "Header.DecryptFailed"],
        _ => throw new ArgumentException($"The contract has a protection '{protection}' that is not known.", nameof(protection)),
    };
}
