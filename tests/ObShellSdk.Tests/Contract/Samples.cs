using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ObShellSdk.Agents;
using ObShellSdk.Backup;
using ObShellSdk.Cluster;
using ObShellSdk.SshCredentials;
using ObShellSdk.ObProxy;
using ObShellSdk.Packages;
using ObShellSdk.Resources;
using ObShellSdk.Restore;
using ObShellSdk.Roles;
using ObShellSdk.TenantSessions;
using ObShellSdk.SharedStorage;
using ObShellSdk.Tenants;
using ObShellSdk.Users;

namespace ObShellSdk.Tests.Contract;

/// <summary>Arguments for any operation: every member of a request is filled, so that one that does not reach the wire is missed.</summary>
internal static class Samples
{
    /// <summary>Stands for every id and name; also a valid task id, and no literal part of any route.</summary>
    public const string Text = "1234567890123456789012345";

    /// <summary>Stands for every tenant and zone, whose names must not be a number.</summary>
    public const string Name = "name1234567890123456789";

    private const string Password = "p";

    private const string Location = "file:///backup";

    /// <summary>Stands for every id that is a number; no literal part of any route either.</summary>
    public const string Number = "1";

    // Members whose range the plain samples do not meet, and those that exclude one another.
    private static readonly Dictionary<(Type, string), object?> _special = new()
    {
        [(typeof(AgentAddress), nameof(AgentAddress.Ip))] = "10.0.0.1",
        [(typeof(ClusterParameterTarget), nameof(ClusterParameterTarget.Scope))] = ParameterScope.Tenant,
        [(typeof(ClusterParameterTarget), nameof(ClusterParameterTarget.Servers))] = null,
        [(typeof(TenantBackupConfiguration), nameof(TenantBackupConfiguration.ArchiveLagTarget))] = (ObInterval)TimeSpan.FromMinutes(2),
        [(typeof(ClusterBackupConfiguration), nameof(ClusterBackupConfiguration.ArchiveLagTarget))] = (ObInterval)TimeSpan.FromMinutes(2),
        [(typeof(CreateUnitConfigRequest), nameof(CreateUnitConfigRequest.MaxCpu))] = 1.5,
        [(typeof(CreateUnitConfigRequest), nameof(CreateUnitConfigRequest.MinCpu))] = 1.25,
        [(typeof(CredentialEncryptionKey), nameof(CredentialEncryptionKey.AesKey))] = (Secret)Convert.ToBase64String(new byte[32]),
        [(typeof(CreateRoleRequest), nameof(CreateRoleRequest.RoleName))] = "role1",
        [(typeof(CreateUserRequest), nameof(CreateUserRequest.UserName))] = "user1",
        [(typeof(CreateUserRequest), nameof(CreateUserRequest.Roles))] = null,
        [(typeof(RestoreRequest), nameof(RestoreRequest.Scn))] = null,
        [(typeof(RestoreRequest), nameof(RestoreRequest.TenantName))] = Name,
        [(typeof(TenantSessionFilter), nameof(TenantSessionFilter.Observers))] = new[] { "10.0.0.1:2882" },
        [(typeof(AddObProxyRequest), nameof(AddObProxyRequest.ConfigUrl))] = null,
        [(typeof(SharedStorageKey), nameof(SharedStorageKey.Path))] = (StorageUri)"s3://bucket/path",
    };

    // Words of which not every one may be sent.
    private static readonly Dictionary<Type, object> _words = new() { [typeof(ArchiveLogStatus)] = ArchiveLogStatus.Stop };

    /// <summary>Whether a text of a request came out of a type that keeps secrets.</summary>
    public static bool IsSecret(string text) => text == Password || text == Location || _special.Values.Any(value => (value is Secret secret && secret.Reveal() == text) || (value is StorageUri uri && uri.Reveal() == text));

    public static object? Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
        : parameter.ParameterType == typeof(ObShellCallOptions) || parameter.ParameterType.Name.StartsWith("IProgress", StringComparison.Ordinal) ? null
        : parameter.Name is "tenantName" or "zoneName" ? Name
        : Of(parameter.ParameterType);

    private static object? Of(Type type)
    {
        Type actual = Nullable.GetUnderlyingType(type) ?? type;
        return actual == typeof(string) ? Text
            : actual == typeof(bool) ? false
            : actual == typeof(int) ? 1
            : actual == typeof(long) ? long.Parse(Number, CultureInfo.InvariantCulture)
            : actual == typeof(double) ? 0.5
            : actual == typeof(Secret) ? (Secret)Password
            : actual == typeof(StorageUri) ? (StorageUri)Location
            : actual == typeof(Uri) ? new Uri("http://127.0.0.1:9090")
            : actual == typeof(TimeSpan) ? TimeSpan.FromDays(1)
            : actual == typeof(ObInterval) ? (ObInterval)TimeSpan.FromDays(1)
            : actual == typeof(ClusterScope) ? ClusterScope.Zones("zone1")
            : actual == typeof(PackageFile) ? PackageFile.FromStream(new MemoryStream([1]), $"{Text}.rpm")
            : actual == typeof(ObSize) ? ObSize.Parse("2G")
            : actual == typeof(ParameterValue) ? (ParameterValue)"v"
            : actual == typeof(Scn) ? new Scn(1)
            : actual == typeof(DateTimeOffset) ? DateTimeOffset.UnixEpoch.AddDays(1)
            : actual == typeof(JsonElement) ? JsonElement.Parse("{}")
            : actual.IsEnum ? Enum.GetValues(actual).GetValue(0)
            : actual.IsValueType ? OpenValue(actual)
            : actual.IsGenericType && actual.Name.StartsWith("IReadOnlyDictionary", StringComparison.Ordinal) ? Dictionary(actual)
            : actual.IsGenericType ? List(actual.GetGenericArguments()[0])
            : Record(actual);
    }

    private static object? OpenValue(Type type) =>
        _words.TryGetValue(type, out object? word) ? word
        : type.GetProperties(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(member => member.PropertyType == type)?.GetValue(null)
            ?? Activator.CreateInstance(type, Text);

    private static Array List(Type item)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Of(item), 0);
        return list;
    }

    private static object Dictionary(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        object dictionary = Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        dictionary.GetType().GetMethod("Add")!.Invoke(dictionary, [Of(arguments[0]), Of(arguments[1])]);
        return dictionary;
    }

    private static object Record(Type type)
    {
        object record = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            property.SetValue(record, _special.TryGetValue((type, property.Name), out object? value) ? value : Of(property.PropertyType));
        }

        return record;
    }
}
