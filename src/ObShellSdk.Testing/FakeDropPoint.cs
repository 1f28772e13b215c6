namespace ObShellSdk.Testing;

/// <summary>Specifies when <see cref="FakeRule.DropConnection"/> drops the connection.</summary>
public enum FakeDropPoint
{
    /// <summary>The request has arrived completely. It is not executed.</summary>
    BeforeExecution,

    /// <summary>The request is executed. No byte of the response is sent.</summary>
    AfterExecution,

    /// <summary>The request is executed. The headers, with the full length, and half of the body are sent.</summary>
    DuringResponse,
}
