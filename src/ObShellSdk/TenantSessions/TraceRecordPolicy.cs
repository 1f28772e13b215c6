using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.TenantSessions;

/// <summary>Which traces of a session are written. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<TraceRecordPolicy>))]
public readonly record struct TraceRecordPolicy(string Value) : IOpenValue<TraceRecordPolicy>
{
    /// <summary>All of them.</summary>
    public static TraceRecordPolicy All { get; } = new("ALL");

    /// <summary>Those of slow statements.</summary>
    public static TraceRecordPolicy OnlySlowQuery { get; } = new("ONLY_SLOW_QUERY");

    /// <summary>Those of slow statements, and a part of the others.</summary>
    public static TraceRecordPolicy SampleAndSlowQuery { get; } = new("SAMPLE_AND_SLOW_QUERY");

    /// <inheritdoc />
    public bool Equals(TraceRecordPolicy other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static TraceRecordPolicy IOpenValue<TraceRecordPolicy>.Create(string value) => new(value);
}
