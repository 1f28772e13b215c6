namespace ObShellSdk.Errors;

/// <summary>What every exception says about the call that failed.</summary>
/// <param name="Route">Verb and route template.</param>
/// <param name="Agent">The agent that was asked.</param>
/// <param name="MayHaveRun">Whether the agent may have carried out a command.</param>
/// <param name="Attempts">How many times the call was tried.</param>
/// <param name="IsConnected">False where no connection was established; true if it was, or if that is not known.</param>
internal readonly record struct CallFacts(string Route, Uri Agent, bool MayHaveRun, int Attempts = 1, bool IsConnected = true);
