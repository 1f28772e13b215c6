using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>The base of every record that is read from an agent's response. It keeps what the properties of the record cannot represent.</summary>
/// <remarks>
/// <para>
/// A newer agent may send members that this version of the library does not know, and every agent sends some values that .NET represents differently: null for an
/// empty list, the nanoseconds of a time, a zero time for "not yet". <see cref="ObShellJson"/> writes a record as it was received: unknown members are included, and a
/// member whose property was not changed keeps its exact value. A copy made by <c>with</c> keeps them too; a changed property is written with its new value.
/// </para>
/// <para>What is kept is not part of <see cref="ToString"/> or of equality.</para>
/// </remarks>
public abstract record ObShellRecord
{
    /// <summary>What the properties cannot represent; null if they represent everything, and for records that were not received.</summary>
    [JsonIgnore]
    internal ReceivedMembers? Received { get; set; }

    private protected ObShellRecord()
    {
    }

    /// <summary>
    /// Returns the members of the received JSON object that this version of the library has no property for, by their names in the JSON. Empty for most responses.
    /// </summary>
    /// <remarks>The values come from the agent unchecked: they may contain secrets, such as the access key of a storage location.</remarks>
    public IReadOnlyDictionary<string, JsonElement> GetUnknownMembers() => Received?.Unknown ?? ReceivedMembers.None;

    /// <summary>Compares the type; derived records compare their properties.</summary>
    /// <param name="other">The record to compare with.</param>
    public virtual bool Equals(ObShellRecord? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <summary>Returns the properties as text, the same in every culture and without secrets.</summary>
    /// <returns>The text.</returns>
    public sealed override string ToString() => Print();

    /// <inheritdoc />
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Returns the record with corrected database times, or the record itself if it has none.</summary>
    /// <param name="correct">Converts a time as the agent labeled it to the instant that it means.</param>
    internal virtual ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) => this;

    private protected static DateTimeOffset? Corrected(DateTimeOffset? time, Func<DateTimeOffset, DateTimeOffset> correct) => time is { } known ? correct(known) : null;

    /// <summary>Returns a list of corrected records.</summary>
    private protected static IReadOnlyList<T> Corrected<T>(IReadOnlyList<T> list, Func<DateTimeOffset, DateTimeOffset> correct) =>
        [.. list.Select(item => item is ObShellRecord record ? (T)(object)record.CorrectTimes(correct) : item)];

    /// <summary>What <see cref="ToString"/> returns.</summary>
    private protected virtual string Print() => InvariantText.Of(GetType().Name, PrintMembers);

    /// <summary>Appends nothing: what is kept may contain secrets.</summary>
    /// <param name="builder">The text of the record so far.</param>
    protected virtual bool PrintMembers(StringBuilder builder) => false;
}
