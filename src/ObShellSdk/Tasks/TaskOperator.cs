using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>What a DAG, a node or a sub-task is doing now. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<TaskOperator>))]
public readonly record struct TaskOperator(string Value) : IOpenValue<TaskOperator>
{
    /// <summary>Its work.</summary>
    public static TaskOperator Run { get; } = new("RUN");

    /// <summary>Its work, again from where it failed.</summary>
    public static TaskOperator Retry { get; } = new("RETRY");

    /// <summary>Undoing its work.</summary>
    public static TaskOperator Rollback { get; } = new("ROLLBACK");

    /// <summary>Stopping.</summary>
    public static TaskOperator Cancel { get; } = new("CANCEL");

    /// <summary>Going on as if what failed had succeeded.</summary>
    public static TaskOperator Pass { get; } = new("PASS");

    /// <inheritdoc />
    public bool Equals(TaskOperator other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static TaskOperator IOpenValue<TaskOperator>.Create(string value) => new(value);
}
