using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Packages;

/// <summary>An RPM package that the agents have, as its own header describes it.</summary>
public sealed record UpgradePackage : ObShellRecord
{
    /// <summary>The number of this upload; later uploads have higher ones. Packages of the cluster are counted together, those of OBProxy by each agent for itself.</summary>
    [JsonPropertyName("pkg_id")]
    public long Id { get; init; }

    /// <summary>Such as <c>oceanbase-ce</c>, <c>obshell</c> or <c>obproxy-ce</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>4.3.5.0</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>Release and distribution, such as <c>100000012024.el7</c>: what an upgrade asks for as its release.</summary>
    public string ReleaseDistribution { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>el7</c>.</summary>
    public string Distribution { get; init => field = value ?? ""; } = "";

    /// <summary>The release alone, such as <c>100000012024</c>.</summary>
    public string Release { get; init => field = value ?? ""; } = "";

    /// <summary>Such as <c>x86_64</c>.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>The number of bytes the package takes once installed.</summary>
    public long Size { get; init; }

    /// <summary>The number of bytes of the file are header and payload; somewhat less than its length.</summary>
    public long PayloadSize { get; init; }

    /// <summary>In how many pieces the agents store it.</summary>
    public long ChunkCount { get; init; }

    /// <summary>Hex MD5 of header and payload, as the package itself carries it; not that of the whole file.</summary>
    public string Md5 { get; init => field = value ?? ""; } = "";

    /// <summary>Which versions an upgrade passes through, as YAML. Told only in the answer to an upload that was encrypted; otherwise empty.</summary>
    public string UpgradeDepYaml { get; init => field = value ?? ""; } = "";

    /// <summary>The time of the upload, or null in the response to the upload of a package for the cluster.</summary>
    /// <remarks>
    /// For packages of the cluster it is the database's wall clock with the offset of the agent's host, so it may be off by hours. Do not compare it with another clock:
    /// the upload with the higher <see cref="Id"/> is the newer one.
    /// </remarks>
    [JsonPropertyName("gmt_modify")]
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>What the file of such a package is called, such as <c>oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm</c>. The agent does not keep the name that it was sent.</summary>
    [JsonIgnore]
    public string FileName => $"{Name}-{Version}-{ReleaseDistribution}.{Architecture}.rpm";

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { UploadedAt = Corrected(UploadedAt, correct) };
}
