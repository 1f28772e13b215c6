using System.Net;
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
    /// <remarks>
    /// All state stays, and tasks go on by the clock, as if another agent of the cluster drove them; <see cref="KillAsync"/> also stops what this agent executes.
    /// Stubs of <see cref="WireMock"/> are lost.
    /// </remarks>
    /// <returns>Completes once connections are refused; at once if it has stopped already.</returns>
    public Task StopAsync() => Task.Run(Stop);

    /// <summary>Stops as after <c>kill -9</c>: connections are refused, and the sub-tasks that the agent executes stand still.</summary>
    /// <remarks>
    /// A task of the cluster stays RUNNING at a sub-task of this agent, whatever the database has done meanwhile. After <see cref="StartAgainAsync"/> the sub-task
    /// fails with <c>Agent.OceanBase.NotHold</c>, except for <c>Wait restore task finish</c>, which goes on. A backup or restore that the agent was just starting
    /// has reached the database. Sub-tasks that have not started yet go to another agent.
    /// </remarks>
    /// <returns>Completes once connections are refused; at once if it has stopped already.</returns>
    public Task KillAsync() => Task.Run(() =>
    {
        State.Kill();
        Stop();
    });

    /// <summary>Whether the agent hangs: it accepts connections and answers none until this is false again. Default: false.</summary>
    /// <remarks>
    /// The sub-tasks that it executes stand still meanwhile. It stands for a host that cannot be reached as well: other agents of a <see cref="FakeCluster"/> give
    /// it up after 30 s of the <see cref="FakeAgentOptions.TimeProvider"/> wherever they ask all agents in turn, and answer without it. Requests that still wait when
    /// this becomes false are served then.
    /// </remarks>
    public bool IsHung
    {
        get => State.IsHung;
        set => State.Hang(value);
    }

    /// <summary>Listens again on the same port after <see cref="StopAsync"/> or <see cref="KillAsync"/>, with the state it had.</summary>
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
                State.ComeBack();
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
        var front = WireMockFront.Start(new IPEndPoint(_address, port), new TlsSetup(Certificate, _clientAuthority), connections, middleware, new OperationStub(State, _log));
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
