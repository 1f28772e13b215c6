using ObShellSdk.Testing.Http;

namespace ObShellSdk.Testing;

/// <content>Listening, and the end of it.</content>
public sealed partial class FakeAgent
{
    private readonly object _lifetime = new();
    private WireMockFront _front;
    private CancellationTokenSource? _stopping;
    private bool _disposed;

    /// <summary>Cuts requests that hang and stops listening, as an agent that goes down; connections are refused from now on.</summary>
    /// <remarks>All state stays, and tasks go on by the clock: another agent of the cluster drives them. Stubs of <see cref="WireMock"/> are lost.</remarks>
    /// <returns>Completes once connections are refused; at once if it has stopped already.</returns>
    public Task StopAsync() => Task.Run(Stop);

    /// <summary>Listens again on the same port after <see cref="StopAsync"/>, with the state it had.</summary>
    /// <returns>Completes once the agent accepts requests; at once if it never stopped.</returns>
    /// <exception cref="ObjectDisposedException">The agent is disposed of.</exception>
    public Task StartAgainAsync() => Task.Run(() =>
    {
        lock (_lifetime)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_stopping is null)
            {
                (_front, _stopping) = Listen(Port);
            }
        }
    });

    /// <summary>Cuts requests that hang, stops listening and frees the port.</summary>
    public void Dispose()
    {
        Stop();
        lock (_lifetime)
        {
            _disposed = true;
            _ownCertificate?.Dispose();
        }
    }

    /// <summary>Cuts requests that hang, stops listening and frees the port.</summary>
    /// <returns>Completes once the port is free.</returns>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    private (WireMockFront Front, CancellationTokenSource Stopping) Listen(int port)
    {
        State.Start();
        var stopping = new CancellationTokenSource();
        var connections = new LiveConnections();
        var middleware = new AgentMiddleware(State, _rules, _log, connections, stopping.Token);
        var front = WireMockFront.Start(port, new TlsSetup(Certificate, _clientAuthority), connections, middleware, new OperationStub(State, _log));
        State.Port = front.Server.Port;
        State.IsListening = true;
        return (front, stopping);
    }

    private void Stop()
    {
        lock (_lifetime)
        {
            if (_stopping is { } stopping)
            {
                stopping.Cancel();
                State.IsListening = false;
                _front.Stop();
                stopping.Dispose();
                _stopping = null;
            }
        }
    }
}
