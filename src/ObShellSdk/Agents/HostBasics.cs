using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The identity of a host.</summary>
public sealed record HostBasics : ObShellRecord
{
    /// <summary>The SHA-1 of the host's IP address, in hex.</summary>
    [JsonPropertyName("hostHash")]
    public string HostHash { get; init => field = value ?? ""; } = "";

    /// <summary>The kind of virtualization, such as <c>kvm</c> or <c>docker</c>; empty on a physical machine, or if it is unknown.</summary>
    [JsonPropertyName("hostType")]
    public string HostType { get; init => field = value ?? ""; } = "";
}
