using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Encryption;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>
/// What facets make their calls with: the connection of the client, and the JSON of their folder. Each folder brings its own, so that a trimmed program
/// contains only the folders that it uses.
/// </summary>
internal readonly record struct FacetConnection(ObShellConnection Connection, JsonSerializerOptions Json)
{
    public ClientSettings Settings => Connection.Settings;

    /// <inheritdoc cref="ObShellConnection.AgentNow" />
    public DateTimeOffset AgentNow => Connection.AgentNow;

    /// <summary>Traits that every operation gets in addition to its own.</summary>
    private OperationTraits Traits { get; init; }

    /// <summary>The same for operations with the given traits.</summary>
    public FacetConnection With(OperationTraits traits) => this with { Traits = Traits | traits };

    /// <summary>A read: may be sent again when it fails on the way.</summary>
    public Task<T> QueryAsync<T>(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(ApiOperation.Query(since, method, path), TypeInfo<T>(), options, cancellationToken);

    /// <summary>A read that returns no data: it succeeds or fails.</summary>
    public Task QueryAsync(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync<object>(ApiOperation.Query(since, method, path), null, options, cancellationToken);

    /// <summary>A read whose arguments are in a body; null for no body.</summary>
    public Task<T> QueryAsync<TBody, T>(Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        SendAsync(ApiOperation.Query(since, method, path), BodyOf(body), TypeInfo<T>(), options, cancellationToken);

    /// <summary>A read of a list, which the agent wraps.</summary>
    public Task<IReadOnlyList<T>> QueryListAsync<T>(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        UnwrapAsync(QueryAsync<ListContents<T>>(since, method, path, options, cancellationToken));

    /// <summary>A read of a list whose arguments are in a body; null for no body.</summary>
    public Task<IReadOnlyList<T>> QueryListAsync<TBody, T>(
        Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        UnwrapAsync(QueryAsync<TBody, ListContents<T>>(since, method, path, body, options, cancellationToken));

    /// <summary>A read that needs no header.</summary>
    public Task<T> OpenQueryAsync<T>(ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(ApiOperation.OpenQuery(path), TypeInfo<T>(), options, cancellationToken);

    /// <summary>Changes something and returns no data. Sent again only if it is certain that the agent did not carry it out.</summary>
    public Task CommandAsync(Version since, HttpMethod method, ApiPath path, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync<object>(ApiOperation.Command(since, method, path), null, options, cancellationToken);

    /// <summary>Changes something as the body says and returns no data; null for no body.</summary>
    public Task CommandAsync<TBody>(Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        SendAsync<object>(ApiOperation.Command(since, method, path), BodyOf(body), null, options, cancellationToken);

    /// <summary>Changes something and returns data, or null where <see cref="OperationTraits.MayBeEmpty"/> allows it.</summary>
    public Task<T?> CommandAsync<TBody, T>(
        Version since, HttpMethod method, ApiPath path, TBody? body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class
        where T : class =>
        SendAsync<T?>(ApiOperation.Command(since, method, path), BodyOf(body), TypeInfo<T>()!, options, cancellationToken);

    /// <summary>Changes something and always returns data.</summary>
    public Task<T> AnsweredCommandAsync<TBody, T>(
        Version since, HttpMethod method, ApiPath path, TBody body, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class =>
        SendAsync(ApiOperation.Command(since, method, path), BodyOf(body), TypeInfo<T>(), options, cancellationToken);

    /// <summary>A record of this folder as the body of a request; null for none.</summary>
    [return: NotNullIfNotNull(nameof(body))]
    public RequestBody? BodyOf<TBody>(TBody? body)
        where TBody : class =>
        body is null ? null : new RequestBody<TBody>(body, TypeInfo<TBody>());

    /// <summary>Any operation, with a response of this folder.</summary>
    public Task<T> SendAsync<T>(ApiOperation operation, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(operation, TypeInfo<T>(), options, cancellationToken);

    /// <summary>Any operation with a body, and a response of any folder.</summary>
    public Task<T> SendAsync<T>(ApiOperation operation, RequestBody? body, JsonTypeInfo<T>? type, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(new Call(operation.With(Traits), Connection.Credentials, cancellationToken) { Agent = Connection.Only, Body = body, Options = options }, type);

    /// <summary>Sends a file, piece by piece as it is read. Sent again only if it is certain that no agent has the whole of it.</summary>
    /// <param name="operation">Which route.</param>
    /// <param name="file">Read from its current position; not disposed.</param>
    /// <param name="fileName">The name that the agent gives it.</param>
    /// <param name="digest">Lower-case hex SHA-256 of the file, if it is known.</param>
    /// <param name="progress">Gets the bytes of the file that the transport has taken, from 0 each time that the file is sent.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    public Task<T> UploadAsync<T>(
        ApiOperation operation, Stream file, string fileName, string? digest, IProgress<long>? progress, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(
            new Call(operation.With(Traits), Connection.Credentials, cancellationToken)
            {
                Agent = Connection.Only, Upload = new UploadBody(file, fileName, digest, progress), Options = options,
            },
            TypeInfo<T>());

    private Task<T> SendAsync<T>(ApiOperation operation, JsonTypeInfo<T>? type, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(operation, null, type, options, cancellationToken);

    private Task<T> SendAsync<T>(Call call, JsonTypeInfo<T>? type)
    {
        Task<T> response = Connection.SendAsync(call, type);
        return Settings.CorrectDatabaseTimes ? Connection.DatabaseClock.CorrectAsync(response, call.CancellationToken) : response;
    }

    private static async Task<IReadOnlyList<T>> UnwrapAsync<T>(Task<ListContents<T>> list) => (await list.ConfigureAwait(false)).Contents;

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T));
}
