
namespace ObShellSdk.Cluster;

/// <summary>The shared storage of a cluster.</summary>
public sealed record SharedStorageInfo : ObShellRecord
{
    /// <summary>The storage location. Its text does not show access keys.</summary>
    public StorageUri StoragePath { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>The host of the storage.</summary>
    public string AccessDomain { get; init => field = value ?? ""; } = "";

    /// <summary>The region of the storage.</summary>
    public string Region { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the access key, or null if the agent does not return it.</summary>
    public Secret? AccessKey { get; init; }

    /// <summary>How objects are deleted, such as <c>delete</c> or <c>tagging</c>.</summary>
    public string DeleteMode { get; init => field = value ?? ""; } = "";

    /// <summary>How objects are checked, such as <c>md5</c>.</summary>
    public string ChecksumType { get; init => field = value ?? ""; } = "";

    /// <summary>How objects are addressed, such as <c>virtual_hosted_style</c>.</summary>
    public string AddressingModel { get; init => field = value ?? ""; } = "";

    /// <summary>The largest number of operations per second; 0 for no limit.</summary>
    public long MaxIops { get; init; }

    /// <summary>The largest bandwidth, as text with a unit.</summary>
    public string MaxBandwidth { get; init => field = value ?? ""; } = "";
}
