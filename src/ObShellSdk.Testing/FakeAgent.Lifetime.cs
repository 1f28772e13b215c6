using System.Net;
using ObShellSdk.Testing.Http;

namespace ObShellSdk.Testing;

/// <content>Start and stop.</content>
public sealed partial class FakeAgent
{
    private readonly object _lifetime = new();
    private WireMockFront _front;
    private CancellationTokenSource? _stopping;
    private bool _disposed;

    /// <summary>Stops listening and drops open requests, as an agent that shuts down. New connections are refused.</summary>
    /// <remarks>
    /// All state stays. Tasks continue as if another agent of the cluster executed them; <see cref="KillAsync"/> also stops what this agent executes.
    /// Stubs of <see cref="WireMock"/> are lost.
    /// </remarks>
    /// <returns>A task that completes when connections are refused.</returns>
    public Task StopAsync() => Task.Run(Stop);

    /// <summary>Stops the agent like <c>kill -9</c>: connections are refused, and the sub-tasks that the agent executes stop.</summary>
    /// <remarks>
    /// A cluster task stays RUNNING at a sub-task of this agent, even if the database has finished. After <see cref="StartAgainAsync"/> the sub-task
    /// fails with <c>Agent.OceanBase.NotHold</c>, except for <c>Wait restore task finish</c>, which continues. A backup or restore that the agent was starting
    /// has reached the database. Sub-tasks that have not started yet go to another agent.
    /// </remarks>
    /// <returns>A task that completes when connections are refused.</returns>
    public Task KillAsync() => Task.Run(() =>
    {
        State.Kill();
        Stop();
    });

    /// <summary>Whether the agent hangs: it accepts connections but sends no response until this is false. False by default.</summary>
    /// <remarks>
    /// The sub-tasks that it executes stop meanwhile. This also simulates an unreachable host: other agents of a <see cref="FakeCluster"/> give
    /// up after 30 s of the <see cref="FakeAgentOptions.TimeProvider"/> where they query all agents in turn, and respond without it. Requests that still wait when
    /// this becomes false are executed then.
    /// </remarks>
    public bool IsHung
    {
        get => State.IsHung;
        set => State.Hang(value);
    }

    /// <summary>Starts listening again on the same port after <see cref="StopAsync"/> or <see cref="KillAsync"/>, with the same state.</summary>
    /// <returns>A task that completes when the agent accepts requests.</returns>
    /// <exception cref="ObjectDisposedException">The agent was disposed.</exception>
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

    /// <summary>Stops listening, drops open requests and frees the port.</summary>
    public void Dispose()
    {
        Stop();
        lock (_lifetime)
        {
            _disposed = true;
            _ownCertificate?.Dispose();
        }
    }

    /// <summary>Stops listening, drops open requests and frees the port.</summary>
    /// <returns>A task that completes when the port is free.</returns>
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
