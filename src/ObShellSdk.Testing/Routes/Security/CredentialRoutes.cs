using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Security;

/// <summary>Stored SSH logins for the hosts of the cluster.</summary>
internal static class CredentialRoutes
{
    private const int KeyBytes = 32;
    private const int UsualPageSize = 10;

    public static Outcome Create(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var type = body.Text("target_type", required: true);
        var (name, description, login) = (body.Text("name", required: true), body.Text("description"), SshLoginParam.Read(body));
        if ((body.Failure ?? Admission.RefuseOffCluster(state) ?? CheckType(type!) ?? login.Check() ?? CheckUnique(state, login, name!, except: 0)
            ?? Try(state, login.Passphrase)) is { } refusal)
        {
            return refusal;
        }

        var credential = new Credential
        {
            Id = state.Cluster.Services.NextCredentialId(),
            Name = name!,
            Description = description ?? "",
            Username = login.Username,
            Targets = login.Targets,
            Passphrase = login.Passphrase,
            CreatedAt = now,
            UpdatedAt = now,
        };
        state.Cluster.Services.Credentials.Add(credential);
        return Outcome.Success(CredentialWriter.Write(state, credential));
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        var (credential, refusal) = Find(state, call);
        return credential is null ? refusal! : Outcome.Success(CredentialWriter.Write(state, credential));
    }

    /// <summary>Updates a credential. An empty passphrase keeps the stored one.</summary>
    public static Outcome Update(AgentState state, Call call, DateTimeOffset now)
    {
        var (credential, missing) = Find(state, call);
        var body = RequestBody.Read(call.Body);
        var (name, description, login) = (body.Text("name", required: true), body.Text("description"), SshLoginParam.Read(body));
        if ((body.Failure ?? missing ?? login.Check() ?? CheckUnique(state, login, name!, credential!.Id)) is { } refusal)
        {
            return refusal;
        }

        var passphrase = login.Passphrase.Length > 0 ? login.Passphrase : credential!.Passphrase;
        if (Try(state, passphrase) is { } failure)
        {
            return failure;
        }

        var updated = credential! with
        {
            Name = name!,
            Description = description ?? "",
            Username = login.Username,
            Targets = login.Targets,
            Passphrase = passphrase,
            UpdatedAt = now,
        };
        var all = state.Cluster.Services.Credentials;
        all[all.IndexOf(credential!)] = updated;
        return Outcome.Success(CredentialWriter.Write(state, updated));
    }

    public static Outcome Delete(AgentState state, Call call, DateTimeOffset now)
    {
        var (credential, refusal) = Find(state, call);
        if (credential is null)
        {
            return refusal!;
        }

        state.Cluster.Services.Credentials.Remove(credential);
        return Outcome.Done;
    }

    /// <summary>Deletes credentials; ids that do not exist are skipped.</summary>
    public static Outcome DeleteMany(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var ids = body.Integers("credential_id_list", required: true);
        if ((body.Failure ?? Admission.RefuseOffCluster(state)) is { } refusal)
        {
            return refusal;
        }

        if (ids!.Length == 0)
        {
            return Failure.Of("Common.IllegalArgument", "credential id list is empty", "");
        }

        state.Cluster.Services.Credentials.RemoveAll(credential => ids.Contains(credential.Id));
        return Outcome.Done;
    }

    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        var (page, size) = (Count(call, "page", 1), Count(call, "page_size", UsualPageSize));
        var word = call.Query("key_word") ?? "";
        var found = state.Cluster.Services.Credentials
            .Where(credential => call.Query("credential_id") is null or "" or "0" || call.Query("credential_id") == Text(credential.Id))
            .Where(_ => call.Query("target_type") is null or "" or CredentialWriter.HostTarget)
            .Where(credential => credential.Name.Contains(word, StringComparison.Ordinal) || credential.Username.Contains(word, StringComparison.Ordinal));
        var sorted = Sort(found, call.Query("sort"), call.Query("sort_order")).ToArray();
        return Outcome.Success(new JsonObject
        {
            ["contents"] = new JsonArray([.. sorted.Skip((page - 1) * size).Take(size).Select(credential => CredentialWriter.Write(state, credential))]),
            ["page"] = new JsonObject
            {
                ["total_elements"] = sorted.Length,
                ["total_pages"] = (sorted.Length + size - 1) / size,
                ["size"] = size,
                ["number"] = page,
            },
        });
    }

    public static Outcome Validate(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var (type, login) = (body.Text("target_type", required: true), SshLoginParam.Read(body));
        return (body.Failure ?? Admission.RefuseOffCluster(state) ?? CheckType(type!) ?? login.Check()) is { } refusal
            ? refusal
            : Outcome.Success(CredentialWriter.WriteTrial(state, login.Targets, login.Passphrase));
    }

    public static Outcome ValidateMany(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var ids = body.Integers("credential_id_list", required: true);
        if ((body.Failure ?? Admission.RefuseOffCluster(state)) is { } refusal)
        {
            return refusal;
        }

        var found = Array.ConvertAll(ids!, state.Cluster.Services.FindCredential);
        if (Array.Exists(found, credential => credential is null))
        {
            return Failure.Of("Credential.NotFound");
        }

        return Outcome.List(found.Select(credential =>
        {
            var trial = CredentialWriter.WriteTrial(state, credential!.Targets, credential.Passphrase);
            trial["credential_id"] = credential.Id;
            return trial;
        }));
    }

    public static Outcome ChangeKey(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var key = body.Text("aes_key", required: true);
        if ((body.Failure ?? Admission.RefuseOffCluster(state)) is { } refusal)
        {
            return refusal;
        }

        var bytes = new byte[key!.Length];
        if (!Convert.TryFromBase64String(key, bytes, out var length))
        {
            return Failure.Of("Common.IllegalArgument", "invalid base64 key", "");
        }

        return length == KeyBytes ? Outcome.Done : Failure.Of("Common.IllegalArgument", "invalid aes key length, must be 32 bytes", "");
    }

    private static (Credential? Credential, Failure? Refusal) Find(AgentState state, Call call)
    {
        if (!long.TryParse(call["id"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            return (null, Failure.Of("Common.IllegalArgument", "invalid credential id", ""));
        }

        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return (null, refusal);
        }

        return state.Cluster.Services.FindCredential(id) is { } credential ? (credential, null) : (null, Failure.Of("Credential.NotFound"));
    }

    private static Failure? CheckType(string type) => type == CredentialWriter.HostTarget ? null : Failure.Of("Credential.TargetType.NotSupported");

    private static Failure? CheckUnique(AgentState state, SshLoginParam login, string name, long except)
    {
        if (Array.Find(login.Targets, target => !state.Cluster.Members.Exists(member => member.ReportedIp == target.Ip)) is { Ip: not null } unknown)
        {
            return Failure.Of("Credential.Host.NotInAllAgent", unknown.Ip);
        }

        var others = state.Cluster.Services.Credentials.Where(credential => credential.Id != except).ToArray();
        if (Array.Exists(others, credential => credential.Name == name))
        {
            return Failure.Of("Credential.Name.AlreadyExists", name);
        }

        return Array.Find(login.Targets, target => others.Any(credential => Array.Exists(credential.Targets, held => held.Ip == target.Ip))) is { Ip: not null } held
            ? Failure.Of("Credential.Host.AlreadyExists", held.Ip)
            : null;
    }

    private static Failure? Try(AgentState state, string passphrase)
        => CredentialWriter.LetsIn(state, passphrase) ? null : Failure.Of("Credential.SSH.ValidationFailed");

    private static IEnumerable<Credential> Sort(IEnumerable<Credential> credentials, string? field, string? order)
    {
        Func<Credential, object> key = field?.ToLowerInvariant() switch
        {
            "name" => credential => credential.Name,
            "create_time" => credential => credential.CreatedAt,
            "update_time" => credential => credential.UpdatedAt,
            _ => credential => credential.Id,
        };
        return "DESC".Equals(order, StringComparison.OrdinalIgnoreCase) ? credentials.OrderByDescending(key) : credentials.OrderBy(key);
    }

    private static int Count(Call call, string name, int unset)
        => int.TryParse(call.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : unset;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
