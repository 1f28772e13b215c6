using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>One mounted file system.</summary>
public sealed record HostDisk : ObShellRecord
{
    /// <summary>Text for people, with unit, such as <c>20G</c>.</summary>
    public string Used { get; init => field = value ?? ""; } = "";

    /// <summary>Text for people, with unit, such as <c>50G</c>.</summary>
    public string Total { get; init => field = value ?? ""; } = "";

    /// <summary>SHA-1 of the mount point, in hex.</summary>
    [JsonPropertyName("mountHash")]
    public string MountHash { get; init => field = value ?? ""; } = "";

    /// <summary>The device.</summary>
    [JsonPropertyName("deviceName")]
    public string DeviceName { get; init => field = value ?? ""; } = "";
}
