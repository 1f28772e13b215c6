using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
using ObShellSdk.Tenants;

namespace ObShellSdk.Databases;

/// <summary>A database of a tenant of MySQL mode.</summary>
public sealed record TenantDatabase : ObShellRecord
{
    /// <summary>The name.</summary>
    public string DbName { get; init => field = value ?? ""; } = "";

    /// <summary>The character set, such as <c>utf8mb4</c>.</summary>
    public string Charset { get; init => field = value ?? ""; } = "";

    /// <summary>The collation, such as <c>utf8mb4_general_ci</c>.</summary>
    public string Collation { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it can only be read.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The time it was created.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>How to connect to it: URLs, not command lines.</summary>
    public IReadOnlyList<TenantConnectionString> ConnectionUrls { get; init => field = value ?? []; } = [];
}
