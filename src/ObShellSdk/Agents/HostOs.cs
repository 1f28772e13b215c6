using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The operating system of a host.</summary>
public sealed record HostOs : ObShellRecord
{
    /// <summary>The short name, such as <c>centos</c>. Quotes that agents leave around it are removed.</summary>
    [JsonPropertyName("os")]
    [JsonConverter(typeof(UnquotedConverter))]
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The version, such as <c>7</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";
}
