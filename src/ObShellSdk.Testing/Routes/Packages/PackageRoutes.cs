using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Packages;

namespace ObShellSdk.Testing.Routes.Packages;

/// <summary>Packages for upgrades.</summary>
internal static class PackageRoutes
{
    public static Outcome Upload(AgentState state, Call call, DateTimeOffset now) => UploadOfCluster(state, call, now, PackageWriter.Write);

    /// <summary>Uploads a package like <see cref="Upload"/>, from an encrypted body and with Go's default names in the response.</summary>
    public static Outcome UploadSealed(AgentState state, Call call, DateTimeOffset now) => UploadOfCluster(state, call, now, PackageWriter.WriteUntagged);

    /// <summary>Uploads an OBProxy package, on an agent of any role.</summary>
    public static Outcome UploadForObProxy(AgentState state, Call call, DateTimeOffset now)
    {
        var (name, refusal) = PackageRules.Read(call.Upload);
        refusal ??= PackageRules.RefuseForObProxy(name!);
        return refusal ?? Outcome.Success(PackageWriter.WriteForObProxy(Keep(state.ObProxyPackages, name!, call, state.Clock.Show(now))));
    }

    /// <summary>Lists the newest upload of each package, newest first.</summary>
    public static Outcome List(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseIdentity(state) ?? Outcome.List(
        state.Packages.All.Reverse()
            .DistinctBy(package => (package.Name, package.Version, package.ReleaseDistribution, package.Architecture))
            .Select(PackageWriter.WriteStored));

    /// <summary>Deletes a package; succeeds if it does not exist.</summary>
    public static Outcome Delete(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        if (!int.TryParse(call["id"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            return Failure.Of("Request.Query.Param.Illegal", "id", "invalid syntax");
        }

        if (id <= 0)
        {
            return Failure.Of("Request.Path.Param.Empty", "pkg_id");
        }

        state.Packages.Remove(id);
        return Outcome.Done;
    }

    private static Outcome UploadOfCluster(AgentState state, Call call, DateTimeOffset now, Func<FakePackage, JsonNode> write)
    {
        if (Admission.RefuseIdentity(state) is { } wrongRole)
        {
            return wrongRole;
        }

        var (name, refusal) = PackageRules.Read(call.Upload);
        refusal ??= PackageRules.RefuseForCluster(name!);
        return refusal ?? Outcome.Success(write(Keep(state.Packages, name!, call, state.Stored.Show(now))));
    }

    private static FakePackage Keep(PackageStore store, PackageName name, Call call, DateTimeOffset uploadedAt)
        => store.Add(name, call.Upload.File!.Size, call.Upload.File.Md5, uploadedAt);
}
