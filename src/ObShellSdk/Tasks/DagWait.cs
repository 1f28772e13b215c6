using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ObShellSdk.Diagnostics;
using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>What log and traces show of a wait for a DAG.</summary>
internal readonly struct DagWait : IDisposable
{
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly string _id;
    private readonly long _began;
    private readonly Activity? _activity;

    public DagWait(string id, ClientSettings settings)
    {
        _logger = settings.Logger;
        _clock = settings.TimeProvider;
        _id = TaskId.Shown(id);
        _began = _clock.GetTimestamp();
        _activity = ObShellDiagnostics.Source.StartActivity(ObShellDiagnostics.DagWaitSpan);
        if (_id.Length > 0)
        {
            _activity?.SetTag(ObShellDiagnostics.DagIdAttribute, _id);
        }

        _logger.DagWaitBegan(_id);
    }

    public void Ended(DagOutcome outcome)
    {
        _activity?.SetTag(ObShellDiagnostics.DagOutcomeAttribute, outcome.ToString());
        _logger.DagWaitEnded(_id, outcome, _clock.GetElapsedTime(_began));
    }

    public void Failed(Exception failure)
    {
        string type = ErrorType.Of(failure);
        if (failure is Errors.DagFailedException { Outcome: var outcome })
        {
            _activity?.SetTag(ObShellDiagnostics.DagOutcomeAttribute, outcome.ToString());
        }

        _activity?.SetTag("error.type", type);
        _activity?.SetStatus(ActivityStatusCode.Error);
        _logger.DagWaitFailed(_id, type, _clock.GetElapsedTime(_began));
    }

    public void Dispose() => _activity?.Dispose();
}
