using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.Routes.Hosts;

/// <summary>The access keys of a cluster that uses shared storage.</summary>
internal static class SharedStorageRoutes
{
    public static Outcome Validate(AgentState state, Call call, DateTimeOffset now) => Outcome.Of(Read(state, call).Refusal);

    public static Outcome Save(AgentState state, Call call, DateTimeOffset now)
    {
        var (key, refusal) = Read(state, call);
        if (key is null)
        {
            return refusal!;
        }

        state.Cluster.Services.SharedStorageKey = key;
        return Outcome.Done;
    }

    private static (string? Key, Failure? Refusal) Read(AgentState state, Call call)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return (null, refusal);
        }

        var body = RequestBody.Read(call.Body);
        var key = body.Text("access_key", required: true);
        var (_, path, _) = (body.Text("secret_key", required: true), body.Text("path", required: true), body.Text("endpoint", required: true));
        if (body.Failure is { } unbound)
        {
            return (null, unbound);
        }

        if (!state.Cluster.Services.IsSharedStorage)
        {
            return (null, Failure.Of("SharedStorage.NotSupported"));
        }

        return StoragePlace.SchemeOf(path!) is null or "file" ? (null, Failure.Of("SharedStorage.KeyValidateFailed", "unsupported path")) : (key, null);
    }
}
