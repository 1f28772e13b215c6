using System.Globalization;
using ObShellSdk.Samples;
using ObShellSdk.Testing;

namespace StandaloneAgent;

internal static class AgentProgram
{
    /// <summary>The only release line that spoke the first version of authentication.</summary>
    private const string V1Line = "4.2.2";

    public static async Task<int> RunAsync(AgentOrder order)
    {
        using var interruption = new Interruption();
        FakeCluster cluster;
        try
        {
            cluster = await StartAsync(order);
        }
        catch (IOException failure)
        {
            Console.Error.WriteLine($"{failure.Message} Give another --port, or 0 for any that is free.");
            return ExitCode.Failed;
        }

        await using (cluster)
        {
            Fill(cluster, order);
            foreach (FakeAgent agent in cluster.Agents)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"port":{{agent.Port}}}"""));
            }

            foreach (FakeAgent agent in cluster.Agents)
            {
                Console.Error.WriteLine($"{agent.Identity} {agent.Version} at {agent.Endpoint.GetLeftPart(UriPartial.Authority)}{Certificate(agent)}");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, interruption.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitCode.Fine;
    }

    private static async Task<FakeCluster> StartAsync(AgentOrder order)
    {
        int started = 0;
        void Configure(FakeAgentOptions options)
        {
            options.Port = order.Port == 0 ? 0 : order.Port + started++;
            options.ListenAddress = order.Listen;
            options.AgentPassword = order.AgentPassword?.Reveal();
            options.KeyBits = order.KeyBits;
            options.Version = order.Auth == AuthenticationVersion.V1 ? V1Line + ".0-1" : options.Version;
            options.Speed = order.Speed;
            options.UseTls = order.UseTls;
            options.ClockOffset = order.ClockOffset;
        }

        FakeCluster cluster = order.Identity == FakeAgentIdentity.Single
            ? await FakeCluster.StartHostsAsync(order.Agents, Configure)
            : await FakeCluster.StartAsync(order.Agents, options =>
            {
                Configure(options);
                options.Identity = order.Identity;
                options.Password = order.Identity == FakeAgentIdentity.ClusterAgent ? "" : null;
            });
        try
        {
            foreach (FakeAgent follower in cluster.Agents.Skip(order.Identity == FakeAgentIdentity.Master ? 1 : order.Agents))
            {
                (follower.Identity, follower.Master) = (FakeAgentIdentity.Follower, cluster.Agents[0]);
            }

            if (order.Password is { } password)
            {
                cluster.Agents[0].Password = password.Reveal();
            }

            for (int host = 0; host < order.Hosts; host++)
            {
                await cluster.StartHostAsync(Configure);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static void Fill(FakeCluster cluster, AgentOrder order)
    {
        if (order.Seed is not var (name, seed))
        {
            return;
        }

        try
        {
            cluster.Agents[0].Apply(seed);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"--seed {name}: {exception.Message}", exception);
        }

        string version = cluster.Agents[0].Version;
        if (order.Auth is { } auth && version.StartsWith(V1Line + ".", StringComparison.Ordinal) != (auth == AuthenticationVersion.V1))
        {
            throw new ArgumentException($"--seed {name}: an agent {version} does not speak what --auth asks for.");
        }
    }

    private static string Certificate(FakeAgent agent) => agent.CertificateFingerprint is { } print ? $", certificate SHA-256 {print}" : "";
}
