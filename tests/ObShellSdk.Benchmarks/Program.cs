using BenchmarkDotNet.Running;
using ObShellSdk.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(OverviewCall).Assembly).Run(args);
