namespace ObShellSdk.Errors;

/// <summary>What every exception says about the call that failed.</summary>
internal readonly record struct CallFacts(string Route, Uri Agent, bool MayHaveRun, int Attempts = 1);
