namespace ObShellSdk.Testing.State.Contents;

/// <summary>An object that privileges can be granted on.</summary>
internal sealed record DatabaseObject(string Type, string Owner, string Name);

/// <summary>Who can be granted something: a user or a role.</summary>
internal sealed class Grantee(string name, DateTimeOffset createdAt)
{
    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>The root user of the tenant.</summary>
    public bool IsRoot { get; init; }

    public bool IsLocked { get; set; }

    public List<string> Privileges { get; private set; } = [];

    public List<string> Roles { get; set; } = [];

    /// <summary>By database.</summary>
    public Dictionary<string, List<string>> OnDatabases { get; } = new(StringComparer.Ordinal);

    /// <summary>By object.</summary>
    public Dictionary<DatabaseObject, List<string>> OnObjects { get; } = [];

    /// <summary>Privileges are called alike with blanks and with underscores, in any case.</summary>
    public static List<string> Normalise(IEnumerable<string> privileges)
        => [.. privileges.Select(privilege => privilege.ToUpperInvariant().Replace(' ', '_')).Distinct(StringComparer.Ordinal)];

    public void SetPrivileges(IEnumerable<string> privileges) => Privileges = Normalise(privileges);

    /// <summary>Gives privileges on an object, beside or in place of those that there are.</summary>
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
