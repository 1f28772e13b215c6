using Microsoft.Extensions.DependencyInjection;
using ObShellSdk;
using ObShellSdk.AotSmoke;

// Published with AOT and run by .ci/run: what the analysis cannot see (converters, generated JSON, RSA, the container) has to work, too.
const string Password = "a good \"password\" ü";
const string AgentPassword = "another";
var endpoint = new Uri("http://127.0.0.1:2886");

try
{
    using var plainAgent = new InProcessAgent();
    using var plain = new ObShellClient(new ObShellClientOptions { Endpoint = endpoint, Transport = plainAgent, DisableEncryption = true });
    await CallAsync(plain, plainAgent);

    // 1024 bits, as agents have them since 4.4.2.
    using var sealedAgent = new InProcessAgent(Password, AgentPassword);
    using var encrypted = new ObShellClient(new ObShellClientOptions
    {
        Endpoint = endpoint,
        Credential = ObShellCredential.FromPasswords(Password, AgentPassword),
        Transport = sealedAgent,
    });
    await CallAsync(encrypted, sealedAgent);

    using var hostedAgent = new InProcessAgent(Password, AgentPassword);
    var services = new ServiceCollection();
    services.AddObShellClient(options =>
    {
        options.Endpoint = endpoint;
        options.Credential = ObShellCredential.FromPasswords(Password, AgentPassword);
    }).ConfigurePrimaryHttpMessageHandler(() => hostedAgent);
    await using ServiceProvider provider = services.BuildServiceProvider();
    await CallAsync(provider.GetRequiredService<ObShellClient>(), hostedAgent);

    Console.WriteLine(
        $"aot: ok, {plainAgent.Answered} plain, {sealedAgent.Answered} encrypted and {hostedAgent.Answered} encrypted calls by dependency injection");
    return 0;
}
#pragma warning disable CA1031 // A program that is nothing but a check: whatever went wrong is its result.
catch (Exception exception)
#pragma warning restore CA1031
{
    Console.Error.WriteLine($"aot: failed, {exception}");
    return 1;
}

static async Task CallAsync(ObShellClient client, InProcessAgent agent)
{
    await FacetCalls.MakeAsync(client);
    string[] unasked = [.. agent.Unasked];
    if (unasked.Length > 0)
    {
        throw new InvalidOperationException($"Nobody asked for {string.Join(", ", unasked)}.");
    }
}
