using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The licence of a standalone cluster.</summary>
public sealed record ClusterLicense : ObShellRecord
{
    /// <summary>To whom it was given.</summary>
    public string EndUser { get; init => field = value ?? ""; } = "";

    /// <summary>The licence.</summary>
    public string LicenseId { get; init => field = value ?? ""; } = "";

    /// <summary>Its code.</summary>
    public string LicenseCode { get; init => field = value ?? ""; } = "";

    /// <summary>Its type.</summary>
    public string LicenseType { get; init => field = value ?? ""; } = "";

    /// <summary>The product that it is for.</summary>
    public string ProductType { get; init => field = value ?? ""; } = "";

    /// <summary>When it was given, or null if that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? IssuanceDate { get; init; }

    /// <summary>When it began to count, or null if that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ActivationTime { get; init; }

    /// <summary>When it ends, or null if that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ExpiredTime { get; init; }

    /// <summary>What it allows.</summary>
    public string Options { get; init => field = value ?? ""; } = "";

    /// <summary>For how many observers it is.</summary>
    public long NodeNum { get; init; }

    /// <summary>The cluster that it is for.</summary>
    public string ClusterUlid { get; init => field = value ?? ""; } = "";
}
