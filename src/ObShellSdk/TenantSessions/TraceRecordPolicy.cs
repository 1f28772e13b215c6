using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.TenantSessions;

/// <summary>Which traces of a session are written. Servers may send others than the named ones; case does not count.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static TraceRecordPolicy IOpenValue<TraceRecordPolicy>.Create(string value) => new(value);
}
