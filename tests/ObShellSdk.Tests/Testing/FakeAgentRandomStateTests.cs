using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Testing;

/// <summary>
/// The fake against the contract in states that nobody thought of: every operation in random order, again and again, while time passes, tasks fail, tenants
/// come, go and change. Whatever is answered is a success in the shape of the contract, or a refusal by a code that obshell has, with the status that it has.
/// </summary>
public sealed class FakeAgentRandomStateTests
{
    private const int Steps = 400;

    private static readonly ContractOperation[] _operations = [.. ContractFile.Operations()];

    /// <summary>Tenants of both modes, one that is in the recycle bin, some that may come into being, and one that never does.</summary>
    private static readonly string[] _tenants = ["t", "o", "single", "r", "binned", "new", "copy", "\u79df\u6237", "none"];

    private static readonly string[] _statuses = ["NORMAL", "CREATING", "DROPPING", "RESTORE", "INVENTED"];

    /// <summary>These crash the real agent under circumstances that the contract names.</summary>
    private static readonly string[] _crashing =
        ["agentSetPassword", "getRestoreWindows", "getRestoreSourceTenantInfo", "GetAllAgentsLastMaintenanceDag", "GetAgentMainDags"];

    private static readonly Dictionary<string, int> _statusOf = JsonElement
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "ObShellSdk.Testing", "Protocol", "errors.json")))
        .GetProperty("errors").EnumerateArray()
        .ToDictionary(error => error.GetProperty("errCode").GetString()!, error => error.GetProperty("httpStatus").GetInt32());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_its_state_the_agent_keeps_to_the_contract(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await using var cluster = await FakeCluster.StartAsync(random.Next(1, 4), options => options.TimeProvider = time);
        using var client = new RawAgentClient(cluster.Agents[0]);
        var world = new ContractDrive.World(cluster.Agents[0], time, client);
        await world.FillAsync(restores: random.Next(2) == 0);
        var answered = new HashSet<string>();

        for (var step = 1; step <= Steps; step++)
        {
            Shake(world.Agent, time, random);
            var operation = _operations[random.Next(_operations.Length)];
            var drive = Vary(operation, random);

            var answer = await world.SendAsync(operation, drive);

            string[] faults = [.. Judge(operation, answer)];
            Assert.True(faults.Length == 0, $"step {step}: {operation.Id} {drive.Target} {drive.Body}\n{string.Join('\n', faults)}\n{answer.Text}");
            if (answer.Status is HttpStatusCode.OK)
            {
                answered.Add(operation.Id);
            }
        }

        // Else the walk has ended in a state in which nothing works any more.
        Assert.InRange(answered.Count, 70, _operations.Length);
        world.Agent.VerifyNoUnexpectedRequests();
    }

    /// <summary>Changes something that no request changes, now and then.</summary>
    private static void Shake(FakeAgent agent, FakeTimeProvider time, Random random)
    {
        time.Advance(TimeSpan.FromSeconds(Math.Pow(random.NextDouble(), 3) * 60));
        var name = _tenants[random.Next(_tenants.Length - 1)];
        switch (random.Next(12))
        {
            case 0:
                agent.NextDag.FailsAtNode(random.Next(4), "ERROR: [OB.Invented]: scripted");
                break;
            case 1:
                agent.ClockOffset = TimeSpan.FromSeconds(random.Next(-100_000, 100_000));
                break;
            case 2 when agent.FindTenant(name) is null:
                agent.AddTenant(name).WithRunningBackup(TimeSpan.FromMinutes(random.Next(1, 100)), random.NextDouble());
                break;
            case 3 when agent.FindTenant(name) is { } tenant:
                tenant.Status = _statuses[random.Next(_statuses.Length)];
                break;
            case 4 when agent.FindTenant(name) is { } tenant:
                tenant.BackupTask = AnyBackup(random);
                break;
            case 5 when agent.FindTenant(name) is { } tenant:
                tenant.IsLocked = random.Next(2) == 0;
                break;
            case 6:
                agent.ObState = random.Next(6) == 0 ? random.Next(3) : 3;
                break;
            case 7:
                (agent.PrometheusAddress, agent.AlertmanagerAddress) = random.Next(2) == 0 ? (null, null) : ("http://prometheus:9090", "http://alertmanager:9093");
                break;
            default:
                // Most of the time nothing happens, and what was broken is mended so that the walk goes on.
                agent.ObState = 3;
                (agent.Identity, agent.AgentPassword) = (FakeAgentIdentity.ClusterAgent, "A");
                agent.FindTenant(name)?.Status = "NORMAL";
                break;
        }
    }

    private static FakeBackupTask AnyBackup(Random random) => new()
    {
        Status = random.Next(2) == 0 ? "DOING" : "FAILED",
        StartTimestamp = DateTimeOffset.UnixEpoch.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 30000)),
        EndTimestamp = random.Next(2) == 0 ? null : DateTimeOffset.UnixEpoch.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 30000)),
        StartScn = random.NextInt64(long.MaxValue),
        OutputRateBytes = random.NextDouble() * Math.Pow(10, random.Next(12)),
        MacroBlockCount = random.Next(3) * random.NextInt64(1 << 40),
        Comment = "\u5907\u4efd \"quoted\" \n",
    };

    /// <summary>The usual request, to one of the tenants.</summary>
    private static ContractDrive Vary(ContractOperation operation, Random random)
    {
        var drive = ContractDrive.Of(operation);
        var target = drive.Target ?? ContractDrive.FillIn(operation);
        var name = Uri.EscapeDataString(_tenants[random.Next(_tenants.Length)]);
        if (operation.Template.StartsWith("/api/v1/tenant/{name}", StringComparison.Ordinal) && random.Next(2) == 0)
        {
            var rest = target.IndexOfAny(['/', '?'], "/tenant/".Length);
            target = $"/tenant/{name}" + (rest < 0 ? "" : target[rest..]);
        }

        return drive with { Target = target.Replace("/11", string.Create(CultureInfo.InvariantCulture, $"/1{random.Next(1, 30)}"), StringComparison.Ordinal) };
    }

    private static IEnumerable<string> Judge(ContractOperation operation, RawAnswer answer)
    {
        var responses = operation.Definition.GetProperty("responses");
        if (answer.Status is HttpStatusCode.NoContent)
        {
            return responses.TryGetProperty("204", out _) && answer.Text.Length == 0 ? [] : ["204 that the contract does not know, or with a body"];
        }

        var envelope = answer.Envelope;
        if (envelope.GetProperty("status").GetInt32() != (int)answer.Status || envelope.GetProperty("successful").GetBoolean() != (answer.Status is HttpStatusCode.OK))
        {
            return ["the envelope says another status"];
        }

        if (answer.Status is not HttpStatusCode.OK)
        {
            return JudgeRefusal(operation, answer);
        }

        var wantsData = responses.GetProperty("200").TryGetProperty("content", out var content);
        return envelope.TryGetProperty("data", out var data)
            ? wantsData ? ContractShape.Compare(data, content.GetProperty("application/json").GetProperty("schema")) : ["data that the contract does not know"]
            : wantsData && operation.Id != "obStart" ? ["no data"] : [];
    }

    private static IEnumerable<string> JudgeRefusal(ContractOperation operation, RawAnswer answer)
    {
        if (answer.Envelope.TryGetProperty("data", out _))
        {
            yield return "a refusal with data";
        }

        if (answer.ErrCode is not { } code || !_statusOf.TryGetValue(code, out var status))
        {
            yield return $"code {answer.ErrCode} is none of obshell";
            yield break;
        }

        if (status != (int)answer.Status)
        {
            yield return $"{code} has status {status}";
        }

        var isCrash = answer.Envelope.GetProperty("traceId").GetString()!.Length == 0;
        if (isCrash && !_crashing.Contains(operation.Id))
        {
            yield return "crashed";
        }

        if (answer.Error.GetProperty("message").GetString()!.Length == 0)
        {
            yield return "no message";
        }
    }
}
