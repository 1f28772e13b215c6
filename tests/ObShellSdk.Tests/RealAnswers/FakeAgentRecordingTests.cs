using System.Text.Json.Nodes;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.RealAnswers;

/// <summary>For every recorded response, a fake agent of that version in that state has the same status, codes and members.</summary>
public class FakeAgentRecordingTests(ITestOutputHelper output)
{
    /// <summary>Each file with how many responses it has, and how many of them are listed as exceptions.</summary>
    public static TheoryData<string, int, int> Files => new()
    {
        { "4.2.3", 106, 0 },
        { "4.2.4", 115, 0 },
        { "4.2.6", 115, 0 },
        { "4.3.0", 115, 0 },
        { "4.3.1", 117, 0 },
        { "4.3.2", 117, 0 },
        { "4.3.3", 117, 0 },
        { "4.4.0", 120, 0 },
        { "4.4.1", 120, 0 },
        { "4.4.2", 121, 0 },
        { "4.5.0-cluster", 210, 4 },
        { "4.5.0-packages", 12, 0 },
        { "4.5.0-restore", 29, 0 },
        { "4.5.0-single", 99, 0 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task FakeAgent_answers_like_the_recorded_agent(string file, int count, int exceptions)
    {
        var lines = RecordedLine.Read(file);
        var (matched, listed, differences) = (0, 0, new List<string>());
        await using var reading = file == "4.5.0-single" ? await Scene.SingleAsync() : await Scene.ClusterAsync(isNew: false);
        reading.Agent.Version = lines[0].Version + ".0-1";
        foreach (var line in lines)
        {
            var found = await PlayAsync(line, reading);
            var exception = Array.Find(RecordingExceptions.All, exception => exception.Covers(line));
            if (exception is null && found.Length == 0)
            {
                matched++;
            }
            else if (exception is not null && found.Length > 0)
            {
                listed++;
            }
            else
            {
                differences.Add($"{line.Name} {line.Method} {line.Target}: {(exception is null ? string.Join("; ", found) : $"listed, but matches: {exception.Reason}")}");
            }
        }

        output.WriteLine($"{file}: {lines.Length} lines, {matched} matched, {listed} listed");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Equal((count, exceptions, count - exceptions), (lines.Length, listed, matched));
    }

    /// <summary>Reads share an agent, everything else gets one of its own.</summary>
    private static async Task<string[]> PlayAsync(RecordedLine line, Scene reading)
    {
        var play = Play.Of(line);
        if (play.Before is null && line.Method == HttpMethod.Get && !IsOfMaster(line) && !IsTakingOver(line))
        {
            return await SendAsync(line, play, reading);
        }

        await using var scene = await StartAsync(line);
        if (play.Before is not null)
        {
            await play.Before(scene);
        }

        return await SendAsync(line, play, scene);
    }

    private static async Task<string[]> SendAsync(RecordedLine line, Play play, Scene scene)
    {
        var header = play.Header is null ? scene.Header : await play.Header(scene);
        scene.Agent.Version = line.Version + ".0-1";
        var target = OwnTarget(line, scene.Agent);
        (string, string)[] languages = line.Message is { } text && text.Any(character => character > 0x2E80) ? [("Accept-Language", "zh-CN")] : [];
        var body = play.Body?.Replace("PORT", $"{scene.Agent.Port}", StringComparison.Ordinal).Replace("SESSION", line.Path.Contains("/sessions", StringComparison.Ordinal) ? Session(scene.Agent) : "", StringComparison.Ordinal) ?? (line.Method == HttpMethod.Get || line.Method == HttpMethod.Delete ? null : "{}");
        var answer = (play.File, line.Path) switch
        {
            (null, _) => await scene.Client.SendAsync(line.Method, target, header, body, languages),
            ({ } file, "/package") => await scene.Client.UploadAsync(file),
            ({ } file, _) => await scene.Client.UploadAsync(target, header, file),
        };
        if ((int)answer.Status != line.Status)
        {
            return [$"status {line.Status} {line.ErrCode}, but was {(int)answer.Status}: {answer.Text}"];
        }

        if (answer.Text.Length == 0)
        {
            return line.Envelope["text"] is not null ? [] : ["no body"];
        }

        var envelope = JsonNode.Parse(answer.Text)!.AsObject();
        var (code, errCode) = ((int?)envelope["error"]?["code"], (string?)envelope["error"]?["errCode"]);
        return code == line.Code && errCode == line.ErrCode
            ? AnswerShape.Compare(line, envelope)
            : [$"code {line.Code} {line.ErrCode}, but was {code} {errCode}: {answer.Text}"];
    }

    private static Task<Scene> StartAsync(RecordedLine line) => line.File switch
    {
        "4.5.0-single" => IsOfMaster(line) ? Scene.MasterAsync() : Scene.SingleAsync(),
        _ => Scene.ClusterAsync(IsTakingOver(line)),
    };

    private static bool IsOfMaster(RecordedLine line) => line is { File: "4.5.0-single", Line: > 78 };

    private static bool IsTakingOver(RecordedLine line) => line is { File: "4.5.0-cluster", Line: < 19 };

    /// <summary>What the recorded agent and the fake call by different names.</summary>
    private static string OwnTarget(RecordedLine line, FakeAgent agent) => line switch
    {
        _ when IsOfMaster(line) => line.Target.Replace("2213070643302886", agent.Dags[0].Id[..^1], StringComparison.Ordinal),
        { Path: "/tenant/tenant1/sessions/3221487001" } => line.Target.Replace("3221487001", Session(agent), StringComparison.Ordinal),
        { Path: "/task/dag/12" } => line.Target.Replace("12", "11", StringComparison.Ordinal),
        { Path: "/alarm/rule/r1", Status: 200 } => line.Target.Replace("r1", "ob_cluster_no_frozen", StringComparison.Ordinal),
        { Path: "/alarm/silencer/s1", Status: 200 } => line.Target.Replace("s1", "00000000-0000-4000-8000-000000000001", StringComparison.Ordinal),
        _ => line.Target,
    };

    private static string Session(FakeAgent agent) => $"{agent.FindTenant("tenant1")!.Sessions[0]}";
}
