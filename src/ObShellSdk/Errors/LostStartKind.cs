namespace ObShellSdk;

/// <summary>What a call was to start.</summary>
public enum LostStartKind
{
    /// <summary>Work of obshell alone, a DAG.</summary>
    Dag,

    /// <summary>The backup of a tenant.</summary>
    Backup,

    /// <summary>The backup of all user tenants.</summary>
    ClusterBackup,

    /// <summary>A restore into a new tenant.</summary>
    Restore,
}
