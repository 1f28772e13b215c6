using System.Text.Json;
using System.Text.Json.Nodes;

namespace ObShellSdk.Testing.Protocol;

/// <summary>Removes secrets from bodies that are shown.</summary>
internal static class SecretMembers
{
    private const string Masked = "******";

    private static readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase)
    {
        "access_key", "aes_key", "archive_base_uri", "archive_log_uri", "backup_base_uri", "context", "data_backup_uri",
        "data_base_uri", "decryption", "encryption", "kms_encrypt_info", "masterPassword", "new_password", "obproxy_sys_password",
        "old_password", "passphrase", "password", "proxyro_password", "rootPwd", "root_password", "secret_key", "session_id",
        "targetAgentPassword", "tenant_password", "token",
    };

    /// <summary>Masks a body. Text that is not JSON is replaced completely.</summary>
    public static string? Mask(string? body)
    {
        if (string.IsNullOrEmpty(body))
        {
            return body;
        }

        try
        {
            var json = JsonNode.Parse(body);
            return MaskIn(json) ? json!.ToJsonString() : body;
        }
        catch (JsonException)
        {
            return $"({body.Length} characters that are not JSON)";
        }
    }

    private static bool MaskIn(JsonNode? node)
    {
        var masked = false;
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                var isSecret = _names.Contains(name) && value is not null;
                if (isSecret)
                {
                    members[name] = Masked;
                }

                masked |= isSecret || MaskIn(value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                masked |= MaskIn(item);
            }
        }

        return masked;
    }
}
