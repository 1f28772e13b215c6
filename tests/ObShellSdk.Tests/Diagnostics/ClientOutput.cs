using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Tests.Diagnostics;

/// <summary>
/// Everything that can leave the client beside its results: log messages of every level with their arguments, spans and measurements with their
/// attributes, and what the runtime's HTTP stack tells of the client's requests.
/// </summary>
internal sealed class ClientOutput : EventListener, ILoggerFactory, ILogger
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();
    private readonly Meter? _meter;

    /// <param name="meter">The meter to listen to; null: any meter of the client.</param>
    public ClientOutput(Meter? meter = null)
    {
        _meter = meter;
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ObShellDiagnostics.ActivitySourceName or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (_meter is null ? instrument.Meter.Name is ObShellDiagnostics.MeterName or "System.Net.Http" : instrument.Meter == _meter)
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.Start();
    }

    public ConcurrentBag<string> Texts { get; } = [];

    public ConcurrentQueue<Activity> Activities { get; } = [];

    public ConcurrentQueue<(EventId Id, LogLevel Level, string Text)> Logs { get; } = [];

    public ConcurrentBag<Instrument> Instruments { get; } = [];

    public ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> Measurements { get; } = [];

    public void CollectGauges() => _meters.RecordObservableInstruments();

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string text = formatter(state, exception);
        Logs.Enqueue((eventId, logLevel, text));
        Texts.Add($"log {eventId.Id}: {text} {exception}");
        if (state is IEnumerable<KeyValuePair<string, object?>> arguments)
        {
            Texts.Add($"log {eventId.Id}: {string.Join(' ', arguments.Select(argument => argument.Value))}");
        }
    }

    public override void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.Http")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    // Called by the base constructor before the fields are there.
    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        Texts?.Add($"event {eventData.EventName}: {string.Join(' ', eventData.Payload ?? Enumerable.Empty<object?>())}");

    private void Note(Activity activity)
    {
        Activities.Enqueue(activity);
        Texts.Add($"span {activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}");
        foreach (ActivityEvent happened in activity.Events)
        {
            Texts.Add($"span event {happened.Name} {string.Join(' ', happened.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}");
        }
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
        Measurements.Enqueue((instrument.Name, value, all));
        Texts.Add($"measurement {instrument.Name} {string.Join(' ', all.Select(tag => $"{tag.Key}={tag.Value}"))}");
    }
}
