using System.Globalization;
using BenchmarkDotNet.Running;
using ObShellSdk.Benchmarks;

switch (args)
{
    case ["fleet", .. var numbers]:
        return await FleetPolling.RunAsync(Number(numbers, 0, 1000), Number(numbers, 1, 10)).ConfigureAwait(false);
    case ["fleet-agents", .. var numbers]:
        return await FleetPolling.ServeAsync(Number(numbers, 0, 1000)).ConfigureAwait(false);
    case ["silent-agents", .. var numbers]:
        return await SilentAgents.RunAsync(Number(numbers, 0, 45)).ConfigureAwait(false);
    case ["loopback", .. var numbers]:
        return await LoopbackCall.RunAsync(Number(numbers, 0, 15), Number(numbers, 1, 2000)).ConfigureAwait(false);
    case ["loopback-agent"]:
        return LoopbackAgent.Serve();
    case ["fake-agents", .. var numbers]:
        return await FakeAgentStarts.RunAsync(Number(numbers, 0, 50)).ConfigureAwait(false);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(OverviewCall).Assembly).Run(args);
        return 0;
}

static int Number(string[] texts, int index, int otherwise) => texts.Length > index ? int.Parse(texts[index], CultureInfo.InvariantCulture) : otherwise;
