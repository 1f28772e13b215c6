using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Agents;
using ObShellSdk.Alarms;
using ObShellSdk.Backup;
using ObShellSdk.Cluster;
using ObShellSdk.Compaction;
using ObShellSdk.Credentials;
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
using ObShellSdk.Sessions;
using ObShellSdk.SharedStorage;
using ObShellSdk.SignIn;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Upgrades;
using ObShellSdk.Users;
using ObShellSdk.Zones;

namespace ObShellSdk.Serialization;

/// <summary>
/// The JSON of the wire, for those who store or pass on what an agent answered: the agent's member names, numbers unharmed.
/// </summary>
/// <remarks>Source-generated, so safe for trimming and AOT. What it writes is whole, secrets included.</remarks>
public static class ObShellJson
{
    /// <summary>The options that the client itself uses, for the records of all facets; read-only. A trimmed program that uses it carries them all.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>How one of the client's records is read and written.</summary>
    /// <typeparam name="T">A record that an operation sends or returns.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no such record.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => Cached<T>.TypeInfo ??= (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    // Only here do all rooms meet: what the client itself needs of JSON comes with the rooms that are used.
    private static JsonSerializerOptions Create() => WireJson.CreateOptions(
        JsonTypeInfoResolver.Combine(
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
            ZoneJson.Default));

    private static class Cached<T>
    {
        public static JsonTypeInfo<T>? TypeInfo { get; set; }
    }
}
