using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>
/// Code or a file of this program failed on which the call depends: a credential provider, <see cref="ObShellClientOptions.KeyValidation"/>,
/// <see cref="ObShellCallOptions.OnResponse"/>, the stream or the progress of an upload, or an HTTP handler that does not pass requests on as it must. The agent is not at
/// fault. <see cref="Exception.InnerException"/> is what that code threw.
/// </summary>
public sealed class ObShellLocalException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    /// <param name="isTransient">The value of <see cref="IsTransient"/>. Default: false.</param>
    public ObShellLocalException(string message, Exception? innerException = null, bool isTransient = false)
        : base(message, innerException) => IsTransient = isTransient;

    internal ObShellLocalException(string message, CallFacts facts, Exception innerException, bool isTransient)
        : base(message, facts, innerException) => IsTransient = isTransient;

    /// <summary>True for a credential provider, which may succeed later; false for everything else.</summary>
    public override bool IsTransient { get; }
}
