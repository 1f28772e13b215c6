namespace ObShellSdk.Http;

/// <summary>Whether the client was disposed.</summary>
internal sealed class ClientLifetime
{
    private volatile bool _isDisposed;

    public bool IsDisposed => _isDisposed;

    public void End() => _isDisposed = true;
}
