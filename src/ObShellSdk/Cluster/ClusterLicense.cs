using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The license of a standalone cluster.</summary>
public sealed record ClusterLicense : ObShellRecord
{
    /// <summary>The licensee.</summary>
    public string EndUser { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the license.</summary>
    public string LicenseId { get; init => field = value ?? ""; } = "";

    /// <summary>The code of the license.</summary>
    public string LicenseCode { get; init => field = value ?? ""; } = "";

    /// <summary>The type of the license.</summary>
    public string LicenseType { get; init => field = value ?? ""; } = "";

    /// <summary>The licensed product.</summary>
    public string ProductType { get; init => field = value ?? ""; } = "";

    /// <summary>The time of issue, or null if it is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? IssuanceDate { get; init; }

    /// <summary>The time of activation, or null if it is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ActivationTime { get; init; }

    /// <summary>The time of expiry, or null if it is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ExpiredTime { get; init; }

    /// <summary>The licensed options.</summary>
    public string Options { get; init => field = value ?? ""; } = "";

    /// <summary>The number of licensed observers.</summary>
    public long NodeNum { get; init; }

    /// <summary>The id of the licensed cluster.</summary>
    public string ClusterUlid { get; init => field = value ?? ""; } = "";
}
