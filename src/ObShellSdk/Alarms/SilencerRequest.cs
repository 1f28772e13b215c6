using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>A silencer to create or change. It silences alerts that match one of the rules, one of the instances, and every matcher.</summary>
public sealed record SilencerRequest
{
    /// <summary>The id of the silencer to change, or null to create one. Default: null.</summary>
    public string? Id { get; init; }

    /// <summary>The instances to silence: at least one. All must have the same type; unless they are clusters, all must be in the same cluster.</summary>
    public required IReadOnlyList<ObInstance> Instances { get; init => field = value ?? []; }

    /// <summary>The names of the rules (<see cref="AlarmRule.Name"/>) whose alerts are silenced; at least one. The agent uses them as regular expressions.</summary>
    public required IReadOnlyList<string> Rules { get; init => field = value ?? []; }

    /// <summary>The comment; must not be empty.</summary>
    public required string Comment { get; init; }

    /// <summary>The creator; must not be empty. The agent does not check it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The time the silencer expires, in whole seconds; must be in the future by Alertmanager's clock.</summary>
    [JsonConverter(typeof(RequiredUnixSecondsConverter))]
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Further conditions on labels. A condition on a label that instances or rules already determine is ignored. Default: none.</summary>
    public IReadOnlyList<AlarmMatcher> Matchers { get; init => field = value ?? []; } = [];

    /// <summary>Required by the agent but not used: a silencer takes effect at once.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RequiredUnixSecondsConverter))]
    internal DateTimeOffset StartsAt { get; init; }

    internal void Validate(string name)
    {
        if (Id is "" || string.IsNullOrEmpty(Comment) || string.IsNullOrEmpty(CreatedBy))
        {
            throw new ArgumentException($"{nameof(Comment)} and {nameof(CreatedBy)} must not be empty, and {nameof(Id)} must be null or not empty.", name);
        }

        if (EndsAt <= DateTimeOffset.UnixEpoch)
        {
            throw new ArgumentException($"{nameof(EndsAt)} must be in the future.", name);
        }

        if (Rules.Count == 0 || Rules.Any(string.IsNullOrEmpty) || Matchers.Any(matcher => string.IsNullOrEmpty(matcher?.Name)))
        {
            throw new ArgumentException($"{nameof(Rules)} must contain at least one rule, and all {nameof(Rules)} and {nameof(Matchers)} must have names.", name);
        }

        if (Instances.Count == 0 || Instances.Any(instance => instance is null))
        {
            throw new ArgumentException($"{nameof(Instances)} must contain at least one instance.", name);
        }

        foreach (ObInstance instance in Instances)
        {
            instance.Validate(name);
            if (instance.Type != Instances[0].Type || (instance.Type != ObInstanceType.Cluster && instance.Cluster != Instances[0].Cluster))
            {
                throw new ArgumentException($"{nameof(Instances)} must all have the same type and, unless they are clusters, be in the same cluster.", name);
            }

            if (string.IsNullOrEmpty(instance.Cluster))
            {
                throw new ArgumentException($"{nameof(Instances)} must all have a {nameof(ObInstance.Cluster)}.", name);
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(SilencerRequest), PrintMembers);
}
