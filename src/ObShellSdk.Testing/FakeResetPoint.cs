namespace ObShellSdk.Testing;

/// <summary>The moment at which a scripted cut of the connection happens.</summary>
public enum FakeResetPoint
{
    /// <summary>The request has arrived whole; nothing has been looked at or done.</summary>
    BeforeExecution,

    /// <summary>The handler has run; not a byte of the answer is sent.</summary>
    AfterExecution,

    /// <summary>The handler has run; headers with the true length and half of the body are sent.</summary>
    MiddleOfAnswer,
}
