using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Lifetime;

/// <summary>The library in a context that its host unloads, such as that of a plug-in. By itself: a listener of another test would keep the meter.</summary>
[Collection(ByItself.Name)]
public sealed class CollectibleContextTests
{
    [Fact]
    public async Task AssemblyLoadContext_is_unloaded_once_its_clients_are_disposed()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();

        WeakReference context = Use(agent.Endpoint.ToString());

        // What the last request left to the thread pool and to finalizers.
        for (int i = 0; i < 200 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(context.IsAlive);
        Assert.NotEmpty(agent.RequestsTo("/api/v1/tenant/tenant1/backup/overview"));
    }

    /// <summary>All that refers to the context is gone when this returns.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(string endpoint)
    {
        var context = new PlugIn();
        Assembly library = context.LoadFromAssemblyName(new AssemblyName("ObShellSdk"));
        Assert.NotSame(typeof(ObShellClient).Assembly, library);
        object credential = library.GetType("ObShellSdk.ObShellCredential", throwOnError: true)!.GetMethod("FromPassword")!.Invoke(null, [TestClients.Password])!;
        Type clientType = library.GetType("ObShellSdk.ObShellClient", throwOnError: true)!;
        object client = Activator.CreateInstance(
            clientType, BindingFlags.Public | BindingFlags.Instance | BindingFlags.OptionalParamBinding, null, [new Uri(endpoint), credential, Type.Missing], null)!;
        object backup = client.GetType().GetProperty("Backup")!.GetValue(client)!;
        var call = (Task)backup.GetType().GetMethod("GetOverviewAsync")!.Invoke(backup, ["tenant1", null, CancellationToken.None])!;
        call.WaitAsync(TestClients.Patience).GetAwaiter().GetResult();
        ((IDisposable)client).Dispose();
        context.Unload();
        return new WeakReference(context);
    }

    private sealed class PlugIn() : AssemblyLoadContext(isCollectible: true)
    {
        // Polly.Core comes from the host: it checks its options with System.ComponentModel.DataAnnotations, which remembers their types for ever.
        private static readonly string[] _own = ["ObShellSdk", "BouncyCastle.Cryptography"];

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _own.Contains(assemblyName.Name) ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll")) : null;
    }
}
