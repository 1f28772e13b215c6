using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
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
    private const int Walks = 18;
    private const int Rounds = 2;

    private static readonly ContractOperation[] _operations = [.. ContractFile.Operations()];

    /// <summary>Tenants of both modes, one that is in the recycle bin, some that may come into being, and one that never does.</summary>
    private static readonly string[] _tenants = ["t", "o", "single", "r", "new", "copy", "\u79df\u6237", "binned", "none"];

    private static readonly string[] _leaving = ["agentJoin", "agentJoinByAgentPath", "agentRemove", "deleteAgent"];

    private static readonly string[] _statuses = ["NORMAL", "CREATING", "DROPPING", "RESTORE", "INVENTED"];

    /// <summary>These have no data when there is nothing to start, or no database that would know them.</summary>
    private static readonly string[] _silent = ["obStart", "getUnitConfigLimit"];

    /// <summary>These crash the real agent under circumstances that the contract names.</summary>
    private static readonly string[] _crashing =
        ["agentSetPassword", "getRestoreWindows", "getRestoreSourceTenantInfo", "GetAllAgentsLastMaintenanceDag", "GetAgentMainDags"];

    private static readonly Dictionary<string, int> _statusOf = JsonElement
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "ObShellSdk.Testing", "Protocol", "errors.json")))
        .GetProperty("errors").EnumerateArray()
        .ToDictionary(error => error.GetProperty("errCode").GetString()!, error => error.GetProperty("httpStatus").GetInt32());

    [Fact]
    public async Task Whatever_its_state_the_agent_keeps_to_the_contract()
    {
        Dictionary<string, HashSet<string>>[] walks = await Task.WhenAll(Enumerable.Range(1, Walks).Select(seed => Task.Run(() => WalkAsync(seed))));

        ILookup<string, string> answers = walks.SelectMany(walk => walk)
            .SelectMany(pair => pair.Value.Select(data => (pair.Key, Data: data)))
            .ToLookup(answer => answer.Key, answer => answer.Data);

        // Else the walks end in states in which nothing works any more, and compare nothing.
        Assert.Equal([], _operations.Select(operation => operation.Id).Where(id => !answers.Contains(id)));

        // What is asked for must depend on the state, or be an example that the guide calls one.
        Assert.Equal(
            FakeAgentInformationTests.Examples.Order(),
            _operations.Where(operation => operation.Verb == "GET" && answers[operation.Id].Where(data => data.Length > 0).Distinct().Count() == 1).Select(operation => operation.Template).Order());
    }

    /// <summary>All successes with their data, by operation.</summary>
    private static async Task<Dictionary<string, HashSet<string>>> WalkAsync(int seed)
    {
        var random = new Random(seed);
        var grows = seed % 3 == 0;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await using var cluster = await FakeCluster.StartAsync(grows ? 1 : random.Next(1, 4), options => (options.TimeProvider, options.RestartsDuringUpgrade) = (time, false));
        using var client = new RawAgentClient(cluster.Agents[0]);
        var world = new ContractDrive.World(cluster.Agents[0], time, client);
        await world.FillAsync(restores: seed % 2 == 0);
        world.Agent.AddRestoreSource("file:///later").WithWindow(DateTimeOffset.UnixEpoch.AddYears(seed), DateTimeOffset.UnixEpoch.AddYears(50));
        if (grows)
        {
            await world.GrowAsync(cluster);
        }

        await cluster.StartHostAsync(options => options.TimeProvider = time);
        await world.ScaleOutAsync(cluster, "zone9", runs: true, ip: "127.0.0.2");
        var answers = _operations.ToDictionary(operation => operation.Id, _ => new HashSet<string>());

        for (var round = 1; round <= Rounds; round++)
        {
            if (round > 1)
            {
                await MendAsync(world.Agent, client);
            }

            // In every round each operation comes once; those that leave the agent without a cluster come last of all.
            ContractOperation[] deck = [.. _operations.Where(operation => round == Rounds || !_leaving.Contains(operation.Id))];
            random.Shuffle(deck);
            foreach (ContractOperation operation in deck.OrderBy(operation => _leaving.Contains(operation.Id)))
            {
                if (_leaving.Contains(operation.Id))
                {
                    time.Advance(TimeSpan.FromMinutes(1));
                    await MendAsync(world.Agent, client);
                }

                Shake(world.Agent, time, random, seed);
                var drive = Vary(operation, Prepare(operation, world, cluster, random), random);

                var answer = await world.SendAsync(operation, drive);

                string[] faults = [.. Judge(operation, answer)];
                Assert.True(faults.Length == 0, $"seed {seed}, round {round}: {operation.Id} {drive.Target} {drive.Body}\n{string.Join('\n', faults)}\n{answer.Text}");
                if (answer.Status is HttpStatusCode.OK)
                {
                    answers[operation.Id].Add(answer.Envelope.TryGetProperty("data", out var data) ? data.GetRawText() : "");
                }
            }
        }

        world.Agent.VerifyNoUnexpectedRequests();
        return answers;
    }

    /// <summary>Gives up what has failed, for it keeps others from beginning.</summary>
    private static async Task MendAsync(FakeAgent agent, RawAgentClient client)
    {
        (agent.Identity, agent.ObState) = (FakeAgentIdentity.ClusterAgent, 3);
        foreach (FakeDag dag in agent.Dags.Where(dag => dag.State == "FAILED"))
        {
            await client.PostAsync("/api/v1/task/dag/" + dag.Id, new RawHeader(agent.Password ?? ""), """{"operator":"pass"}""");
        }
    }

    /// <summary>Brings the agent into the role that an operation is for, mostly, and names the agents that there are.</summary>
    private static ContractDrive Prepare(ContractOperation operation, ContractDrive.World world, FakeCluster cluster, Random random)
    {
        FakeAgent agent = world.Agent;
        ContractDrive drive = ContractDrive.Of(operation);
        if (random.Next(8) == 0)
        {
            return drive;
        }

        var other = ContractDrive.World.AddressOf(cluster.Agents[random.Next(1, cluster.Agents.Count)]);
        switch (operation.Id)
        {
            case "agentJoin" or "agentJoinByAgentPath":
                (agent.Identity, agent.AgentPassword) = (FakeAgentIdentity.Single, null);
                return drive with { Body = $$"""{"agentInfo": {{world.Address}} ,"zoneName":"z"}""" };
            case "agentRemove" or "deleteAgent":
                (agent.Identity, agent.AgentPassword) = (FakeAgentIdentity.Master, null);
                return drive with { Body = world.Address };
            case "obInit" or "obclusterConfig" or "obclusterConfigPost" or "obServerConfig" or "obServerConfigPost":
                agent.Identity = FakeAgentIdentity.Master;
                return drive;
            case "agentSetPassword":
                agent.AgentPassword = null;
                return drive;
            case "obproxyAdd":
                agent.ObProxy = null;
                return drive;
            case "obproxyUpgrade":
                agent.ObProxy ??= new FakeObProxy { Name = "p", HomePath = "/p", Version = "4.3.0.0-1", SqlPort = 2883, IsRunning = true };
                return drive;
            case "tenantSetParameters" or "updateDatabase" when random.Next(2) == 0:
                return drive with { Body = drive.Body!.Replace("true", "false", StringComparison.Ordinal) };
            case "getDatabase" when random.Next(2) == 0:
                return drive with { Target = "/tenant/t/databases/" + (random.Next(2) == 0 ? "other" : "oceanbase") };
            case "getRestoreWindows" when random.Next(2) == 0:
                return drive with { Body = drive.Body!.Replace("source", "later", StringComparison.Ordinal) };
            case "unitConfigGet" when random.Next(2) == 0:
                return drive with { Target = "/unit/config/v" };
            case "obUpgrade":
                foreach (FakeTenant tenant in agent.Tenants)
                {
                    tenant.BackupTask = null;
                }

                return drive;
            case "tenantCreate":
                return drive with { Body = drive.Body!.Replace("new", $"new{random.Next()}", StringComparison.Ordinal) };
            case "ScaleOut":
                return drive with { Body = $$"""{"agentInfo": {{other}} ,"zone":"zone9","obConfigs":{} }""" };
            case "ScaleIn" or "deleteObserver":
                return drive with { Body = $$"""{"agent_info": {{other}} }""" };
            case "DeleteZone":
                return drive with { Target = "/zone/zone9" };
            case "getTenantSession":
                return drive with { Target = "/tenant/t/sessions/" + (agent.FindTenant("t")?.Sessions is [var session, ..] ? session : 1).ToString(CultureInfo.InvariantCulture) };
            default:
                var isOracle = operation.Id.Contains("Role", StringComparison.Ordinal) && drive.Target is null;
                return isOracle ? drive with { Target = ContractDrive.FillIn(operation).Replace("/t/", "/o/", StringComparison.Ordinal) } : drive;
        }
    }

    /// <summary>Changes something that no request changes, now and then.</summary>
    private static void Shake(FakeAgent agent, FakeTimeProvider time, Random random, int seed)
    {
        time.Advance(TimeSpan.FromSeconds(Math.Pow(random.NextDouble(), 3) * 60));
        var name = _tenants[random.Next(_tenants.Length - 2)];
        switch (random.Next(12))
        {
            case 0:
                agent.NextDag.FailAtNode(random.Next(4), "ERROR: [OB.Invented]: scripted");
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
                (agent.PrometheusAddress, agent.AlertmanagerAddress) = random.Next(2) == 0 ? (null, null) : ($"http://prometheus:{seed}", $"http://alertmanager:{seed}");
                break;
            default:
                // Most of the time nothing happens, and what was broken is mended so that the walk goes on.
                agent.ObState = 3;
                (agent.Identity, agent.AgentPassword) = (FakeAgentIdentity.ClusterAgent, "A");
                if (agent.FindTenant(name) is { } broken)
                {
                    (broken.Status, broken.IsLocked) = ("NORMAL", false);
                }

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

    /// <summary>The usual request, to one of the tenants, now and then with another or a wrong value in its body.</summary>
    private static ContractDrive Vary(ContractOperation operation, ContractDrive drive, Random random)
    {
        var target = drive.Target ?? ContractDrive.FillIn(operation);
        var name = Uri.EscapeDataString(_tenants[random.Next(_tenants.Length)]);
        if (operation.Template.StartsWith("/api/v1/tenant/{name}", StringComparison.Ordinal) && random.Next(3) == 0)
        {
            var rest = target.IndexOfAny(['/', '?'], "/tenant/".Length);
            target = $"/tenant/{name}" + (rest < 0 ? "" : target[rest..]);
        }

        return new ContractDrive(
            random.Next(2) == 0 ? target : target.Replace("/11", string.Create(CultureInfo.InvariantCulture, $"/1{random.Next(1, 30)}"), StringComparison.Ordinal),
            random.Next(4) == 0 ? VaryBody(drive.Body, random) : drive.Body);
    }

    private static string? VaryBody(string? body, Random random)
    {
        if (body is null || JsonNode.Parse(body) is not JsonObject { Count: > 0 } members)
        {
            return body;
        }

        var name = members.ElementAt(random.Next(members.Count)).Key;
        switch (random.Next(5))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members[name] = null;
                break;
            case 2:
                members[name] = random.Next(-1, 100);
                break;
            case 3:
                members[name] = new JsonArray("", 1);
                break;
            default:
                members[name] = string.Create(CultureInfo.InvariantCulture, $"{members[name]}{random.Next(10)}");
                break;
        }

        return members.ToJsonString();
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
            : wantsData && !_silent.Contains(operation.Id) ? ["no data"] : [];
    }

    private static IEnumerable<string> JudgeRefusal(ContractOperation operation, RawAnswer answer)
    {
        if (answer.Envelope.TryGetProperty("data", out var data) && data.GetRawText() is not ("null" or """{"contents":null}"""))
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
