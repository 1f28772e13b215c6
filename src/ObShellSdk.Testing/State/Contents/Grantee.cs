namespace ObShellSdk.Testing.State.Contents;

/// <summary>An object that privileges can be granted on.</summary>
internal sealed record DatabaseObject(string Type, string Owner, string Name);

/// <summary>A user or a role.</summary>
internal sealed class Grantee(string name, DateTimeOffset createdAt)
{
    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Whether it is the root user of the tenant.</summary>
    public bool IsRoot { get; init; }

    public bool IsLocked { get; set; }

    public List<string> Privileges { get; private set; } = [];

    public List<string> Roles { get; set; } = [];

    /// <summary>The privileges by database.</summary>
    public Dictionary<string, List<string>> OnDatabases { get; } = new(StringComparer.Ordinal);

    /// <summary>The privileges by object.</summary>
    public Dictionary<DatabaseObject, List<string>> OnObjects { get; } = [];

    /// <summary>Normalizes privilege names, which may contain spaces or underscores, in any case.</summary>
    public static List<string> Normalise(IEnumerable<string> privileges)
        => [.. privileges.Select(privilege => privilege.ToUpperInvariant().Replace(' ', '_')).Distinct(StringComparer.Ordinal)];

    public void SetPrivileges(IEnumerable<string> privileges) => Privileges = Normalise(privileges);

    /// <summary>Grants privileges on an object, in addition to the existing ones or instead of them.</summary>
    public void Grant(DatabaseObject target, IEnumerable<string> privileges, bool replaces)
    {
        var before = !replaces && OnObjects.TryGetValue(target, out var held) ? held : [];
        OnObjects[target] = Normalise([.. before, .. privileges]);
    }

    public void Revoke(DatabaseObject target, IEnumerable<string> privileges)
    {
        if (OnObjects.TryGetValue(target, out var held))
        {
            var gone = Normalise(privileges);
            held.RemoveAll(gone.Contains);
            if (held.Count == 0)
            {
                OnObjects.Remove(target);
            }
        }
    }
}
