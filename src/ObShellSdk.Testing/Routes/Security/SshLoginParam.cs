using System.Net;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Security;

/// <summary>An SSH login of a request, validated in the order of the server.</summary>
internal sealed record SshLoginParam(AgentAddress[] Targets, string Username, string Type, string Passphrase)
{
    private const int UsualPort = 22;

    public static SshLoginParam Read(RequestBody outer)
    {
        var body = outer.RequiredObject("ssh_credential_property");
        return new SshLoginParam(
            Array.ConvertAll(body.Objects("targets", required: true) ?? [], target => new AgentAddress(
                target.Text("ip", required: true) ?? "",
                target.Integer("port") is { } port and not 0 ? port : UsualPort)),
            body.Text("username", required: true) ?? "",
            body.Text("type", required: true) ?? "",
            body.GivenText("passphrase") ?? "");
    }

    public Failure? Check()
    {
        if (Targets.Length == 0)
        {
            return Failure.Of("Common.IllegalArgument", "targets list cannot be empty", "");
        }

        foreach (var target in Targets)
        {
            if (!IPAddress.TryParse(target.Ip, out _))
            {
                return Failure.Of("Common.InvalidIp", target.Ip);
            }

            if (target.Port is < 1 or > ushort.MaxValue)
            {
                return Failure.Of("Credential.SSH.InvalidPort", target.Port);
            }
        }

        return Type == "PASSWORD" ? null : Failure.Of("Credential.AuthType.NotSupported");
    }
}
