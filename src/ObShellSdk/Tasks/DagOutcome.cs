
namespace ObShellSdk;

/// <summary>How a DAG ended.</summary>
public enum DagOutcome
{
    /// <summary>It did all its work.</summary>
    Succeeded,

    /// <summary>It ended, and what had failed was passed over by an operator.</summary>
    Passed,

    /// <summary>It stopped at an error; retry, roll back or pass it.</summary>
    Failed,

    /// <summary>Its work was undone: not a success.</summary>
    RolledBack,

    /// <summary>It was canceled.</summary>
    Canceled,
}
