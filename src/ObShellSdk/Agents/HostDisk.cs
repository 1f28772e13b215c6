using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>A mounted file system.</summary>
public sealed record HostDisk : ObShellRecord
{
    /// <summary>The used space, as text with a unit, such as <c>20G</c>.</summary>
    public string Used { get; init => field = value ?? ""; } = "";

    /// <summary>The total space, as text with a unit, such as <c>50G</c>.</summary>
    public string Total { get; init => field = value ?? ""; } = "";

    /// <summary>The SHA-1 of the mount point, in hex.</summary>
    [JsonPropertyName("mountHash")]
    public string MountHash { get; init => field = value ?? ""; } = "";

    /// <summary>The device name.</summary>
    [JsonPropertyName("deviceName")]
    public string DeviceName { get; init => field = value ?? ""; } = "";
}
