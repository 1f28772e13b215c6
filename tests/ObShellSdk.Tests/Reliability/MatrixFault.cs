using System.Net;
using System.Net.Sockets;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Reliability;

/// <summary>One kind of trouble of the matrix.</summary>
internal sealed record MatrixFault(string Name)
{
    private const string Page = "<html>not now</html>";
    private static readonly TimeSpan _farAway = TimeSpan.FromDays(1);
    private static readonly TimeSpan _wish = TimeSpan.FromSeconds(3);

    /// <summary>Whether the caller cannot know if the agent carried it out; null where the client may be too careful.</summary>
    public bool? LeavesOpen { get; init; } = false;

    /// <summary>What happens to the request on the way or at the agent, as often as it is limited to.</summary>
    public Func<FakeRule, FakeRule>? Rule { get; init; }

    /// <summary>The same on this side of the wire; the number says how often.</summary>
    public Action<TamperedWire, int>? Wire { get; init; }

    /// <summary>What changes between the client's first call and the one that counts.</summary>
    public Func<MatrixStage, Task>? Meanwhile { get; init; }

    public Action<FakeAgentOptions>? Agent { get; init; }

    public Action<ObShellClientOptions>? Client { get; init; }

    /// <summary>There is no first call: it would fail as well.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Completes when somebody waits for time to pass, and tells how much shall; null when the call has ended.</summary>
    public Func<MatrixStage, Task, Task<TimeSpan?>>? Waits { get; init; }

    /// <summary>Whether it can be over after one request.</summary>
    public bool CanPass => Rule is not null || Wire is not null;

    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new("name not resolved") { Wire = (wire, times) => wire.Refuses = (times, SocketError.HostNotFound), Meanwhile = RestartAsync },
        new("connection refused") { Wire = (wire, times) => wire.Refuses = (times, SocketError.ConnectionRefused), Meanwhile = RestartAsync },
        new("agent down") { Meanwhile = stage => stage.Agent.StopAsync() },
        new("reset before sending") { Wire = (wire, times) => wire.Cuts = (times, 0), LeavesOpen = null },
        new("reset while sending") { Wire = (wire, times) => wire.Cuts = (times, 0.5), LeavesOpen = null },
        new("reset after sending, not carried out") { Rule = rule => rule.DropConnection(), LeavesOpen = true },
        new("reset after sending, carried out") { Rule = rule => rule.DropConnection(FakeDropPoint.AfterExecution), LeavesOpen = true },
        new("reset in the middle of the answer") { Rule = rule => rule.DropConnection(FakeDropPoint.DuringResponse), LeavesOpen = true },
        new("no answer") { Rule = rule => rule.Hang(), LeavesOpen = true, Waits = HangingAsync },
        new("slow answer, in time") { Rule = rule => rule.Respond(FakeResponse.FromAgent.SentByteByByte()) },
        new("slow answer, too late") { Rule = rule => rule.Respond(FakeResponse.FromAgent.SentByteByByte(_farAway)), LeavesOpen = true, Waits = DribblingAsync },
        new("half JSON") { Rule = rule => rule.Respond(FakeResponse.FromAgent.TruncatedTo(40)), LeavesOpen = true },
        new("length too long") { Rule = rule => rule.Respond(FakeResponse.FromAgent.WithContentLength(100_000)), LeavesOpen = true },
        new("length too short") { Rule = rule => rule.Respond(FakeResponse.FromAgent.WithContentLength(40)), LeavesOpen = true },
        new("HTML of a proxy") { Rule = rule => rule.Respond(FakeResponse.Raw(HttpStatusCode.OK, Page, "text/html")), LeavesOpen = true },
        new("HTML of a proxy that passed it on") { Rule = rule => rule.Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.OK, Page, "text/html")))), LeavesOpen = true },
        new("403 of a proxy that dislikes the answer") { Rule = rule => rule.Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.Forbidden, Page, "text/html")))), LeavesOpen = true },
        new("502 of a proxy that passed it on") { Rule = rule => rule.Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.BadGateway, Page, "text/html")))), LeavesOpen = true },
        new("503 of a proxy") { Rule = rule => rule.Respond(FakeResponse.Raw(HttpStatusCode.ServiceUnavailable, Page, "text/html")), LeavesOpen = true },
        new("504 of a proxy that passed it on") { Rule = rule => rule.Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.GatewayTimeout, Page, "text/html")))), LeavesOpen = true },
        new("429 with Retry-After") { Rule = rule => rule.Respond(FakeResponse.Raw(HttpStatusCode.TooManyRequests, Page, "text/html").WithHeader("Retry-After", "3")), Waits = AskedToWaitAsync },
        new("redirect to elsewhere") { Rule = rule => rule.Respond(FakeResponse.Raw(HttpStatusCode.TemporaryRedirect, "").WithHeader("Location", MatrixStage.Elsewhere)) },
        new("wrong content type") { Rule = rule => rule.Respond(FakeResponse.FromAgent.WithHeader("Content-Type", "text/plain")), LeavesOpen = true },
        new("100 MB answer") { Rule = rule => rule.Respond(FakeResponse.FromAgent.PaddedTo(100_000_000)), LeavesOpen = true },
        new("key changed") { Meanwhile = stage => Do(() => stage.Agent.RotateKey()) },
        new("key changed twice in a row") { Meanwhile = stage => Do(() => stage.OnRequests(2, () => stage.Agent.RotateKey())) },
        new("agent's clock +10 min") { Meanwhile = stage => Do(() => stage.Agent.ClockOffset = TimeSpan.FromMinutes(10)) },
        new("agent's clock -10 min") { Meanwhile = stage => Do(() => stage.Agent.ClockOffset = TimeSpan.FromMinutes(-10)) },
        new("agent's clock jumps 10 min with each request") { Meanwhile = stage => Do(() => stage.OnRequests(int.MaxValue, () => stage.Agent.ClockOffset += TimeSpan.FromMinutes(10))) },
        new("agent's clock jumps ahead and back") { Meanwhile = stage => Do(() => stage.OnRequests(2, () => stage.Agent.ClockOffset = TimeSpan.FromMinutes(10) - stage.Agent.ClockOffset)) },
        new("own clock jumps 10 min ahead") { Meanwhile = stage => Do(() => stage.Clock.Advance(TimeSpan.FromMinutes(10))), Agent = options => options.TimeProvider = new TestClock() },
        new("agent restarted") { Meanwhile = RestartAsync },
        new("agent password set, and known")
        {
            Agent = options => options.Password = null,
            Client = options => options.Credential = ObShellCredential.FromPasswords("", "new"),
            Meanwhile = stage => Do(() => stage.Agent.AgentPassword = "new"),
        },
        new("agent password set, and not known") { Agent = options => options.Password = null, Meanwhile = stage => Do(() => stage.Agent.AgentPassword = "new") },
        new("root password changed") { Meanwhile = stage => Do(() => stage.Agent.Password = "new") },
        new("session expired") { Client = options => options.UseSessions = true, Meanwhile = stage => Do(() => stage.Clock.Advance(TimeSpan.FromMinutes(31))) },
        new("TLS certificate not trusted") { Agent = options => options.UseTls = true, IsFirst = true },
    ];

    public override string ToString() => Name;

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task RestartAsync(MatrixStage stage)
    {
        await stage.Agent.StopAsync();
        await stage.Agent.StartAgainAsync();
    }

    private static Task<TimeSpan?> HangingAsync(MatrixStage stage, Task call) => After(stage.NextHitAsync(call), stage.Call.Limit);

    private static Task<TimeSpan?> DribblingAsync(MatrixStage stage, Task call) => After(stage.Clock.WaitForTimerAsync(due => due == _farAway, unless: call), stage.Call.Limit);

    private static Task<TimeSpan?> AskedToWaitAsync(MatrixStage stage, Task call) => After(stage.Clock.WaitForTimerAsync(due => due == _wish, unless: call), _wish);

    private static async Task<TimeSpan?> After(Task<bool> waited, TimeSpan time) => await waited ? time : null;
}
