using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>A silencer as it shall be. It silences alerts that meet all of it: one of the rules, one of the instances, and every matcher.</summary>
public sealed record SilencerRequest
{
    /// <summary>The silencer to change. Default: none, a new one is created.</summary>
    public string? Id { get; init; }

    /// <summary>What may be silent: at least one, all of one type, and below clusters all of one cluster.</summary>
    public required IReadOnlyList<ObInstance> Instances { get; init => field = value ?? []; }

    /// <summary>The rules (<see cref="AlarmRule.Name"/>) whose alerts are silenced; at least one. The agent makes regular expressions of them.</summary>
    public required IReadOnlyList<string> Rules { get; init => field = value ?? []; }

    /// <summary>Why; not empty.</summary>
    public required string Comment { get; init; }

    /// <summary>Who; not empty. Nobody checks it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Until when; whole seconds, in the future by Alertmanager's clock.</summary>
    [JsonConverter(typeof(RequiredUnixSecondsConverter))]
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What else the alerts must be labelled with. One for a label that instances and rules speak of already is passed over. Default: nothing.</summary>
    public IReadOnlyList<AlarmMatcher> Matchers { get; init => field = value ?? []; } = [];

    /// <summary>The agent wants it and does not use it: a silencer begins at once.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RequiredUnixSecondsConverter))]
    internal DateTimeOffset StartsAt { get; init; }

    internal void Validate(string name)
    {
        if (Id is "" || string.IsNullOrEmpty(Comment) || string.IsNullOrEmpty(CreatedBy))
        {
            throw new ArgumentException($"{nameof(Comment)} and {nameof(CreatedBy)} are not empty, nor is {nameof(Id)} where there is one.", name);
        }

        if (EndsAt <= DateTimeOffset.UnixEpoch)
        {
            throw new ArgumentException($"{nameof(EndsAt)} lies in the future.", name);
        }

        if (Rules.Count == 0 || Rules.Any(string.IsNullOrEmpty) || Matchers.Any(matcher => string.IsNullOrEmpty(matcher?.Name)))
        {
            throw new ArgumentException($"{nameof(Rules)} has at least one, and all of {nameof(Rules)} and {nameof(Matchers)} have names.", name);
        }

        if (Instances.Count == 0 || Instances.Any(instance => instance is null))
        {
            throw new ArgumentException($"{nameof(Instances)} has at least one.", name);
        }

        foreach (ObInstance instance in Instances)
        {
            instance.Validate(name);
            if (instance.Type != Instances[0].Type || (instance.Type != ObInstanceType.Cluster && instance.Cluster != Instances[0].Cluster))
            {
                throw new ArgumentException($"{nameof(Instances)} are all of one type, and below clusters all of one cluster.", name);
            }

            if (string.IsNullOrEmpty(instance.Cluster))
            {
                throw new ArgumentException($"{nameof(Instances)} name their {nameof(ObInstance.Cluster)}.", name);
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(SilencerRequest), PrintMembers);
}
