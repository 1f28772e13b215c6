// Checks of .ci/run that a shell has no sure tool for. No dependency but the SDK: a fresh machine may lack jq, python and unzip.
#:property PublishAot=false
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

return args switch
{
    ["json", string file] => CheckJson(file),
    ["events", string file, string completed] => CheckEvents(file, int.Parse(completed)),
    ["agent", string program, .. string[] arguments] => await CheckAgentAsync(program, arguments),
    ["service", string program, string backups] => await CheckServiceAsync(program, int.Parse(backups)),
    ["container", string file] => CheckContainer(file),
    ["packages", string folder, string version, .. string[] ids] => ids.Sum(id => CheckPackage(folder, id, version)) == 0 ? 0 : 1,
    ["lines", string width, string folder] => CheckLines(int.Parse(width), folder),
    _ => throw new ArgumentException("json FILE | events FILE COMPLETED | agent PROGRAM [ARGUMENT...] | service PROGRAM BACKUPS | container FILE | packages FOLDER VERSION ID... | lines WIDTH FOLDER"),
};

static int CheckJson(string file)
{
    using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
    JsonElement status = document.RootElement.GetProperty("status");
    Console.WriteLine($"{status.GetProperty("status").GetString()}, {status.GetProperty("macro_block_count").GetInt64()} macro blocks");
    return 0;
}

static int CheckEvents(string file, int completed)
{
    JsonElement[] lines = [.. File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement)];
    bool isSound = lines[..^1].All(line => line.EnumerateObject().Select(member => member.Name).SequenceEqual(["tenant", "event", "percent", "message"]))
        && lines[..^1].Any(line => line.GetProperty("event").GetString() == "progress")
        && lines[^1].GetRawText() == $$"""{"event":"summary","completed":{{completed}},"failed":0}""";
    Console.WriteLine($"{lines.Length} lines, {lines[^1].GetRawText()}: {(isSound ? "sound" : "not as they should be")}");
    return isSound ? 0 : 1;
}

// Starts the fake agent, asks it who it is, ends it as a service manager would, and wants its port back.
static async Task<int> CheckAgentAsync(string program, string[] arguments)
{
    using Process process = Process.Start(new ProcessStartInfo(program, [.. arguments, "--port", "0"]) { RedirectStandardOutput = true })!;
    try
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string first = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("It ended at once.");
        int port = JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32();
        using var client = new HttpClient();
        string info = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/v1/info"), patience.Token);
        string identity = JsonDocument.Parse(info).RootElement.GetProperty("data").GetProperty("identity").GetString()!;
        Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]).WaitForExit();
        await process.WaitForExitAsync(patience.Token);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Console.WriteLine($"{identity} at port {port}, ended with {process.ExitCode}");
        return identity == "CLUSTER AGENT" ? process.ExitCode : 1;
    }
    finally
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}

// Starts the service of scheduled backups, waits for so many that succeeded, and asks for its health.
static async Task<int> CheckServiceAsync(string program, int backups)
{
    const string listening = "Now listening on: ";
    using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program) })!;
    try
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string? address = null;
        for (int succeeded = 0; succeeded < backups;)
        {
            string line = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("It ended before its backups did.");
            address = line.Contains(listening, StringComparison.Ordinal) ? line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim() : address;
            succeeded += line.Contains(": succeeded after ", StringComparison.Ordinal) ? 1 : 0;
        }

        using var client = new HttpClient();
        string health = await client.GetStringAsync(new Uri(address + "/health"), patience.Token);
        Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]).WaitForExit();
        await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Console.WriteLine($"{backups} backups, {health}, ended with {process.ExitCode}");
        return health == "Healthy" ? process.ExitCode : 1;
    }
    finally
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}

// What `dotnet publish /t:PublishContainer` would make an image of: it listens where others reach it, on the image with ASP.NET Core.
static int CheckContainer(string file)
{
    JsonElement root = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
    JsonElement properties = root.GetProperty("Properties");
    string repository = properties.GetProperty("ContainerRepository").GetString()!, image = properties.GetProperty("ContainerBaseImage").GetString()!;
    string ports = Items("ContainerPort"), arguments = Items("ContainerAppCommandArgs");
    Console.WriteLine($"{repository} on {image}, port {ports}, {arguments}");
    return repository == "obshell-fake" && image.Contains("/dotnet/aspnet:", StringComparison.Ordinal) && ports == "2886" && arguments == "--listen 0.0.0.0" ? 0 : 1;

    string Items(string name) => string.Join(' ', root.GetProperty("Items").GetProperty(name).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()));
}

static int CheckPackage(string folder, string id, string version)
{
    using ZipArchive package = ZipFile.OpenRead(Path.Combine(folder, $"{id}.{version}.nupkg"));
    using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(folder, $"{id}.{version}.snupkg"));
    var missing = new List<string>();
    Require(package, "README.md");
    Require(package, "README.zh-CN.md");
    Require(package, "icon.png");
    foreach (string framework in new[] { "net8.0", "net10.0" })
    {
        Require(package, $"lib/{framework}/{id}.dll");
        Require(package, $"lib/{framework}/{id}.xml");
        Require(symbols, $"lib/{framework}/{id}.pdb");
    }

    XElement manifest = XElement.Load(package.GetEntry($"{id}.nuspec")!.Open());
    if (Value("license") != "Apache-2.0")
    {
        missing.Add("licence expression");
    }

    if (!Value("releaseNotes").Contains(version.Split('-')[0], StringComparison.Ordinal))
    {
        missing.Add("release notes");
    }

    // Each library must have a strong name, and the bill of materials must list what the package depends on.
    foreach (ZipArchiveEntry library in package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)))
    {
        string file = Path.GetTempFileName();
        library.ExtractToFile(file, overwrite: true);
        if (AssemblyName.GetAssemblyName(file).GetPublicKeyToken() is not { Length: 8 })
        {
            missing.Add($"strong name of {library.FullName}");
        }

        File.Delete(file);
    }

    using JsonDocument bill = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, $"{id}.cdx.json")));
    HashSet<string?> listed = [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString())];
    missing.AddRange(Elements("dependency").Select(dependency => dependency.Attribute("id")!.Value).Distinct()
        .Where(dependency => !listed.Contains(dependency)).Select(dependency => $"{dependency} in the bill of materials"));

    Console.WriteLine($"{id} {version}: {(missing.Count == 0 ? "complete" : "lacks " + string.Join(", ", missing))}");
    return missing.Count;

    IEnumerable<XElement> Elements(string name) => manifest.Descendants().Where(element => element.Name.LocalName == name);

    string Value(string name) => Elements(name).SingleOrDefault()?.Value ?? "";

    void Require(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { Length: > 0 })
        {
            missing.Add(name);
        }
    }
}

// The formatter wraps code, but neither comments nor strings. Comments must be wrapped by hand; a string may be as long as it is.
static int CheckLines(int width, string folder)
{
    var strings = new Regex("\"{3,}.*?\"{3,}|\"(\\\\.|[^\"\\\\\n])*\"", RegexOptions.Singleline);
    var tooLong = new List<string>();
    foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
    {
        if (file.Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("obj") || parts.Contains("bin") || parts.Contains("artifacts")))
        {
            continue;
        }

        string[] lines = strings.Replace(File.ReadAllText(file), match => "\"\"" + new string('\n', match.Value.Count(c => c == '\n'))).Split('\n');
        tooLong.AddRange(lines.Index().Where(line => line.Item.TrimEnd('\r').Length > width).Select(line => $"{file}({line.Index + 1}): longer than {width}"));
    }

    tooLong.ForEach(Console.WriteLine);
    return tooLong.Count == 0 ? 0 : 1;
}
