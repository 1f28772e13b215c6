using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Agents;
using ObShellSdk.Alarms;
using ObShellSdk.Backup;
using ObShellSdk.Cluster;
using ObShellSdk.Compaction;
using ObShellSdk.Credentials;
using ObShellSdk.ExternalSystems;
using ObShellSdk.Inspections;
using ObShellSdk.Metrics;
using ObShellSdk.Observers;
using ObShellSdk.RecycleBin;
using ObShellSdk.Resources;
using ObShellSdk.Restore;
using ObShellSdk.SharedStorage;
using ObShellSdk.SignIn;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
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
            ObserverJson.Default,
            CredentialJson.Default,
            ExternalSystemJson.Default,
            InspectionJson.Default,
            MetricJson.Default,
            RecycleBinJson.Default,
            ResourceJson.Default,
            RestoreJson.Default,
            SharedStorageJson.Default,
            SignInJson.Default,
            TaskJson.Default,
            TenantJson.Default,
            ZoneJson.Default));

    private static class Cached<T>
    {
        public static JsonTypeInfo<T>? TypeInfo { get; set; }
    }
}
