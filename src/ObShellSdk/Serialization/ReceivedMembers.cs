using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Text.Json;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Serialization;

/// <summary>What the properties of one received record cannot represent. Copies of the record share it.</summary>
/// <param name="original">The record as it was read, to which copies are compared.</param>
[DebuggerDisplay("***")]
internal sealed class ReceivedMembers(ObShellRecord original)
{
    /// <summary>No unknown members.</summary>
    public static readonly IReadOnlyDictionary<string, JsonElement> None = ReadOnlyDictionary<string, JsonElement>.Empty;

    private static readonly JsonElement _null = JsonDocument.Parse("null").RootElement.Clone();
    private static readonly JsonElement _mask = JsonDocument.Parse($"\"{Redaction.Mask}\"").RootElement.Clone();

    private UInt128 _absent;
    private UInt128 _nulls;
    private Dictionary<int, JsonElement>? _exact;

    /// <summary>Members that no property stands for; filled by the serializer.</summary>
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The JSON had no such member, and the property would be written nevertheless.</summary>
    public void SetAbsent(RecordMember member) => _absent |= UInt128.One << member.Index;

    /// <summary>The JSON had null, and the property would not be written as null.</summary>
    public void SetNull(RecordMember member) => _nulls |= UInt128.One << member.Index;

    /// <summary>The JSON had this value, and the property would be written differently.</summary>
    public void SetExact(RecordMember member, JsonElement value) => (_exact ??= [])[member.Index] = value;

    /// <summary>Forgets what is known of all members but the unknown ones: the JSON had the record twice.</summary>
    public void Reset() => (_absent, _nulls, _exact) = (0, 0, null);

    /// <summary>True if the property is not to be written: its member was absent, or is written as it was received.</summary>
    public bool Replaces(int index, ObShellRecord record) =>
        (((_absent | _nulls) & (UInt128.One << index)) != 0 || _exact?.ContainsKey(index) == true) && IsUnchanged(RecordShape.Of(record).Members[index], record);

    /// <summary>The members to write beside the properties; null if there are none.</summary>
    /// <param name="record">The record or a copy of it.</param>
    /// <param name="masking">Whether unknown members are masked whose name says that they hold a secret. The writer masks the texts of all.</param>
    public IDictionary<string, JsonElement>? ToWrite(ObShellRecord record, bool masking)
    {
        if (_nulls == 0 && _exact is null && !(masking && Unknown is not null))
        {
            return Unknown;
        }

        var members = new Dictionary<string, JsonElement>(Unknown?.Count ?? 0);
        foreach ((string name, JsonElement value) in Unknown ?? [])
        {
            members[name] = masking && Redaction.IsSecret(name, value) ? _mask : value;
        }

        foreach (RecordMember member in RecordShape.Of(record).Members)
        {
            bool isNull = (_nulls & (UInt128.One << member.Index)) != 0;
            JsonElement exact = default;
            if ((isNull || _exact?.TryGetValue(member.Index, out exact) == true) && IsUnchanged(member, record))
            {
                members[member.Name] = isNull ? _null : exact;
            }
        }

        return members;
    }

    private bool IsUnchanged(RecordMember member, ObShellRecord record) =>
        ReferenceEquals(record, original) || Equals(member.Get(original), member.Get(record));
}
