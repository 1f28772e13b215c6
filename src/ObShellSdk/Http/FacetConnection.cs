using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Encryption;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>
/// What facets make their calls with: the connection of the client, and the JSON of their room. Each room brings its own, so that a trimmed program
/// carries only the rooms that it uses.
/// </summary>
internal readonly record struct FacetConnection(ObShellConnection Connection, JsonSerializerOptions Json)
{
    // Agents dial another agent for 30 s (ob/agent/lib/http/http.go), and GET /obcluster/statistics does so twice; below the default total time-out of a call.
    private static readonly TimeSpan _slowAttempt = TimeSpan.FromSeconds(90);

    public ClientSettings Settings => Connection.Settings;

    /// <inheritdoc cref="ObShellConnection.AgentNow" />
    public DateTimeOffset AgentNow => Connection.AgentNow;

    /// <summary>For routes that only the agent's own password opens.</summary>
    public bool UsesAgentPassword { get; init; }

    /// <summary>For routes that a password opens, and no session.</summary>
    public bool RefusesSession { get; init; }

    /// <summary>For commands that agents answer with 204 when there is nothing to do. From all others an empty response is not believed.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>For routes that act on the session which the call shows.</summary>
    public bool PrefersPassword { get; init; }

    /// <summary>
    /// For operations that take agents longer than an ordinary attempt: those that ask every agent in turn (30 s for each unreachable one; 60 s for statistics), that run
    /// ob_admin or log in to hosts, or that wait for the database.
    /// </summary>
    public FacetConnection Slow => this with { LeastAttemptTimeout = _slowAttempt };

    private TimeSpan? LeastAttemptTimeout { get; init; }

    /// <summary>A read: may be sent again when it fails on the way.</summary>
    public Task<T> QueryAsync<T>(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(ApiOperation.Query(since, method, path), TypeInfo<T>(), options, cancellationToken);

    /// <summary>A read that answers no data: that it does not fail is the answer.</summary>
    public Task QueryAsync(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync<object>(ApiOperation.Query(since, method, path), null, options, cancellationToken);

    /// <summary>A read whose arguments travel in a body; null: without one.</summary>
    public Task<T> QueryAsync<TBody, T>(Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        SendAsync(ApiOperation.Query(since, method, path), Write(body), TypeInfo<T>(), options, cancellationToken);

    /// <summary>A read of a list, which the agent wraps.</summary>
    public Task<IReadOnlyList<T>> QueryListAsync<T>(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        UnwrapAsync(QueryAsync<ListContents<T>>(since, method, path, options, cancellationToken));

    /// <summary>A read of a list whose arguments travel in a body; null: without one.</summary>
    public Task<IReadOnlyList<T>> QueryListAsync<TBody, T>(
        Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        UnwrapAsync(QueryAsync<TBody, ListContents<T>>(since, method, path, body, options, cancellationToken));

    /// <summary>A read that needs no header.</summary>
    public Task<T> OpenQueryAsync<T>(ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(ApiOperation.OpenQuery(path), TypeInfo<T>(), options, cancellationToken);

    /// <summary>Changes something and answers no data. Sent again only where it is certain that the agent did not carry it out.</summary>
    public Task CommandAsync(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync<object>(ApiOperation.Command(since, method, path), null, options, cancellationToken);

    /// <summary>Changes something as the body says and answers no data; null: without a body.</summary>
    public Task CommandAsync<TBody>(Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        SendAsync<object>(ApiOperation.Command(since, method, path), Write(body), null, options, cancellationToken);

    /// <summary>Changes something and answers data, or none (null) where <see cref="MayBeEmpty"/> allows it.</summary>
    public Task<T?> CommandAsync<TBody, T>(
        Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class
        where T : class =>
        CommandAsync(since, method, path, Write(body), TypeInfo<T>(), options, cancellationToken);

    /// <summary>The same with a body that was written before, and an answer of another room.</summary>
    public Task<T?> CommandAsync<T>(
        Version since, HttpMethod method, ApiPath path, WrittenBody body, JsonTypeInfo<T> answer, ObShellCallOptions? options, CancellationToken cancellationToken)
        where T : class =>
        SendAsync<T?>(ApiOperation.Command(since, method, path), body, answer!, options, cancellationToken);

    /// <summary>Changes something and always answers data.</summary>
    public Task<T> AnsweredCommandAsync<TBody, T>(
        Version since, HttpMethod method, ApiPath path, TBody body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        SendAsync(ApiOperation.Command(since, method, path), Write(body), TypeInfo<T>(), options, cancellationToken);

    /// <summary>A body of this room as it is sent; null: none.</summary>
    public WrittenBody Write<TBody>(TBody? body)
        where TBody : class
    {
        IReadOnlyList<string>? secrets = null;
        byte[]? json = body is null ? null : WrittenSecrets.Serialize(body, TypeInfo<TBody>(), out secrets);
        return new WrittenBody(json, secrets);
    }

    /// <summary>Any operation, with an answer of this room.</summary>
    public Task<T> SendAsync<T>(ApiOperation operation, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(operation, TypeInfo<T>(), options, cancellationToken);

    /// <summary>Sends a file, piece by piece as it is read. Sent again only where it is certain that no agent has the whole of it.</summary>
    /// <param name="operation">Which route.</param>
    /// <param name="file">Read from where it stands; not disposed.</param>
    /// <param name="fileName">What the agent shall call it.</param>
    /// <param name="digest">Lower-case hex SHA-256 of the file, where it is known.</param>
    /// <param name="progress">Gets the bytes of the file that the transport has taken, from 0 on each time that the file is sent.</param>
    /// <param name="options">What differs for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> UploadAsync<T>(
        ApiOperation operation, Stream file, string fileName, string? digest, IProgress<long>? progress, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        Connection.SendAsync(
            new Call(operation with { UsesAgentPassword = UsesAgentPassword }, Connection.Only, null, options, cancellationToken) { Upload = new UploadBody(file, fileName, digest, progress) },
            TypeInfo<T>());

    private static async Task<IReadOnlyList<T>> UnwrapAsync<T>(Task<ListContents<T>> list) => (await list.ConfigureAwait(false)).Contents;

    private Task<T> SendAsync<T>(ApiOperation operation, JsonTypeInfo<T>? type, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(operation, default, type, options, cancellationToken);

    /// <summary>Any operation with a body that was written before, and an answer of another folder.</summary>
    public Task<T> SendAsync<T>(ApiOperation operation, WrittenBody body, JsonTypeInfo<T>? type, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        Task<T> response = Connection.SendAsync(new Call(Adapt(operation), Connection.Only, body.Json, options, cancellationToken) { BodySecrets = body.Secrets }, type);
        return Settings.CorrectDatabaseTimes ? Connection.DatabaseClock.CorrectAsync(response, cancellationToken) : response;
    }

    private ApiOperation Adapt(ApiOperation operation) => UsesAgentPassword || RefusesSession || PrefersPassword || MayBeEmpty || LeastAttemptTimeout is not null
        ? operation with
        {
            UsesAgentPassword = UsesAgentPassword,
            RefusesSession = RefusesSession || operation.RefusesSession,
            PrefersPassword = PrefersPassword,
            MayBeEmpty = MayBeEmpty || operation.MayBeEmpty,
            LeastAttemptTimeout = LeastAttemptTimeout,
            Earlier = operation.Earlier is { } earlier ? earlier with { Operation = Adapt(earlier.Operation) } : null,
        }
        : operation;

    /// <summary>The compiler's text would never end: <see cref="Slow"/> is such a connection again.</summary>
    public override string ToString() => nameof(FacetConnection);

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T));
}

/// <summary>The JSON of a request, wiped by the call that sends it, and what is secret in it; both null for nothing.</summary>
internal readonly record struct WrittenBody(byte[]? Json, IReadOnlyList<string>? Secrets);
