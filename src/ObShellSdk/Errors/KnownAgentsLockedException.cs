namespace ObShellSdk.Errors;

/// <summary>Another process held the lock of the known-agents file for too long.</summary>
internal sealed class KnownAgentsLockedException(string message, Exception? cause) : IOException(message, cause);
