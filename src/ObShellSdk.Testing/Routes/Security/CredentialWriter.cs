using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Agents;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Security;

/// <summary>Writes credentials without their secrets, and the results of their validation.</summary>
internal static class CredentialWriter
{
    public const string HostTarget = "HOST";

    public static JsonNode Write(AgentState state, Credential credential) => new JsonObject
    {
        ["credential_id"] = credential.Id,
        ["name"] = credential.Name,
        ["target_type"] = HostTarget,
        ["description"] = credential.Description,
        ["ssh_secret"] = new JsonObject
        {
            ["targets"] = new JsonArray([.. credential.Targets.Select(target => (JsonNode)AgentListRoutes.Write(target))]),
            ["username"] = credential.Username,
            ["type"] = "PASSWORD",
        },
        ["create_time"] = GoTime.WriteStored(state.Stored.Show(credential.CreatedAt)),
        ["update_time"] = GoTime.WriteStored(state.Stored.Show(credential.UpdatedAt)),
    };

    /// <summary>Writes the result of a login at each host.</summary>
    public static JsonObject WriteTrial(AgentState state, AgentAddress[] targets, string passphrase)
    {
        var isRight = LetsIn(state, passphrase);
        return new JsonObject
        {
            ["target_type"] = HostTarget,
            ["succeeded_count"] = isRight ? targets.Length : 0,
            ["failed_count"] = isRight ? 0 : targets.Length,
            ["details"] = new JsonArray([.. targets.Select(target => (JsonNode)new JsonObject
            {
                ["target"] = AgentListRoutes.Write(target),
                ["connection_result"] = isRight ? "SUCCESS" : "CONNECT_FAILED",
                ["message"] = isRight ? "" : "SSH validation failed: unable to authenticate",
            })]),
        };
    }

    public static bool LetsIn(AgentState state, string passphrase)
        => state.Cluster.Services.SshPassphrase is not { } wanted || wanted == passphrase;
}
