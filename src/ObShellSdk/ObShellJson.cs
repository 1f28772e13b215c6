using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Agents;
using ObShellSdk.Alarms;
using ObShellSdk.Backup;
using ObShellSdk.Cluster;
using ObShellSdk.Compaction;
using ObShellSdk.SshCredentials;
using ObShellSdk.Databases;
using ObShellSdk.ExternalSystems;
using ObShellSdk.Inspections;
using ObShellSdk.Metrics;
using ObShellSdk.ObProxy;
using ObShellSdk.Observers;
using ObShellSdk.Packages;
using ObShellSdk.RecycleBin;
using ObShellSdk.Resources;
using ObShellSdk.Restore;
using ObShellSdk.Roles;
using ObShellSdk.Serialization;
using ObShellSdk.TenantSessions;
using ObShellSdk.SharedStorage;
using ObShellSdk.SignIn;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Upgrades;
using ObShellSdk.Users;
using ObShellSdk.Zones;

namespace ObShellSdk;

/// <summary>Reads and writes the records that agents return as JSON, with the agent's member names, exact numbers and times, and unknown members.</summary>
/// <remarks>
/// Secrets are masked: access keys in storage locations and in texts become <c>***</c>, and so does each <see cref="Secret"/>. For JSON that must contain
/// them, such as records to be restored later, use <see cref="UnmaskedOptions"/>. Source-generated, therefore safe for trimming and Native AOT; a trimmed program
/// that uses this class carries the records of all facets.
/// </remarks>
public static class ObShellJson
{
    private static readonly IJsonTypeInfoResolver _records = CreateResolver();

    /// <summary>Options for reading and writing the records of all facets. They mask secrets when writing. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = WireJson.CreateStandaloneOptions(_records, masking: true);

    /// <summary>Options for reading and writing the records of all facets, with secrets in clear text. Read-only.</summary>
    /// <remarks>Keep the JSON out of logs, and out of responses of a web API.</remarks>
    public static JsonSerializerOptions UnmaskedOptions { get; } = WireJson.CreateStandaloneOptions(_records, masking: false);

    /// <summary>Options as the client itself uses them, for the records of all facets at once. They describe each record member by member.</summary>
    internal static JsonSerializerOptions WireOptions { get; } = WireJson.CreateOptions(_records);

    /// <summary>Returns the contract with which <see cref="Options"/> reads and writes one type of record.</summary>
    /// <typeparam name="T">A record that an operation sends or returns.</typeparam>
    /// <returns>The contract.</returns>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not such a record.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => Cached<T>.TypeInfo ??= (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Returns the contract with which <see cref="UnmaskedOptions"/> reads and writes one type of record.</summary>
    /// <typeparam name="T">A record that an operation sends or returns.</typeparam>
    /// <returns>The contract.</returns>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not such a record.</exception>
    public static JsonTypeInfo<T> UnmaskedTypeInfo<T>() => (JsonTypeInfo<T>)UnmaskedOptions.GetTypeInfo(typeof(T));

    // Only this class refers to all folders: the client itself uses only the JSON of the folders that a program uses.
    private static IJsonTypeInfoResolver CreateResolver() => JsonTypeInfoResolver.Combine(
        AgentJson.Default,
        AlarmJson.Default,
        BackupJson.Default,
        ClusterJson.Default,
        CompactionJson.Default,
        CredentialJson.Default,
        DatabaseJson.Default,
        ExternalSystemJson.Default,
        InspectionJson.Default,
        MetricJson.Default,
        ObProxyJson.Default,
        ObserverJson.Default,
        PackageJson.Default,
        RecycleBinJson.Default,
        ResourceJson.Default,
        RestoreJson.Default,
        RoleJson.Default,
        SessionJson.Default,
        SharedStorageJson.Default,
        SignInJson.Default,
        TaskJson.Default,
        TenantJson.Default,
        UpgradeJson.Default,
        UserJson.Default,
        ZoneJson.Default);

    private static class Cached<T>
    {
        public static JsonTypeInfo<T>? TypeInfo { get; set; }
    }
}
