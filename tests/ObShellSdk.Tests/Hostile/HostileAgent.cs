using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ObShellSdk.Tests.Hostile;

/// <summary>
/// Speaks HTTP by hand: opens what it is sent, as every agent can, and answers with any bytes that a test wants. Handshakes it answers as an agent
/// does. It counts its connections and the bytes that the client took.
/// </summary>
internal sealed class HostileAgent : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly RSA _rsa = RSA.Create(1024);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<HeardRequest, Stream, CancellationToken, Task> _answer;
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private readonly Task _accepting;
    private int _open;

    /// <param name="answer">Writes the answer to what is no handshake, then the connection is closed; without one every call is answered with no data.</param>
    public HostileAgent(Func<HeardRequest, Stream, CancellationToken, Task>? answer = null)
    {
        _answer = answer ?? ((_, stream, token) => WriteAsync(stream, Success("null"), token));
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>What <c>GET /api/v1/info</c> says.</summary>
    public string Info { get; init; } = """{"version":"4.5.0.0-1","identity":"CLUSTER AGENT","supportedAuth":["v2"]}""";

    /// <summary>What <c>GET /api/v1/secret</c> says; null: the agent's key.</summary>
    public string? Key { get; init; }

    /// <summary>Requests that are no handshake.</summary>
    public ConcurrentQueue<HeardRequest> Heard { get; } = new();

    /// <summary>Connections that the client has not closed.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    public static string Success(string data) => $$"""{"successful":true,"status":200,"traceId":"t1","data":{{data}}}""";

    public static string Refusal(string code, string message, string traceId = "t1", string subErrors = "[]") =>
        $$"""{"successful":false,"status":400,"traceId":{{JsonSerializer.Serialize(traceId)}},"error":{"errCode":{{JsonSerializer.Serialize(code)}},"message":{{JsonSerializer.Serialize(message)}},"subErrors":{{subErrors}} } }""";

    public static Task WriteAsync(Stream stream, string body, CancellationToken token, int status = 200, string type = "application/json", string headers = "Connection: close\r\n")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        byte[] head = Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {bytes.Length}\r\n{headers}\r\n");
        return WriteRawAsync(stream, [.. head, .. bytes], token);
    }

    public static Task WriteRawAsync(Stream stream, string text, CancellationToken token) => WriteRawAsync(stream, Encoding.UTF8.GetBytes(text), token);

    public static async Task WriteRawAsync(Stream stream, byte[] bytes, CancellationToken token)
    {
        await stream.WriteAsync(bytes, token);
        await stream.FlushAsync(token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_serving.Keys);
        _rsa.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _open);
                Task serving = Task.Run(() => ServeAsync(socket));
                _serving.TryAdd(serving, true);
                _ = serving.ContinueWith(done => _serving.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new RequestReader(stream);
            while (await reader.ReadAsync(_end.Token) is { } raw)
            {
                HeardRequest request = Open(raw);
                if (request.Target is "/api/v1/info")
                {
                    await WriteAsync(stream, Success(Info), _end.Token, headers: "");
                }
                else if (request.Target is "/api/v1/secret")
                {
                    await WriteAsync(stream, Success(Key ?? $$"""{"public_key":"{{Convert.ToBase64String(_rsa.ExportRSAPublicKey())}}"}"""), _end.Token, headers: "");
                }
                else
                {
                    Heard.Enqueue(request);
                    await _answer(request, stream, _end.Token);
                    if (!request.KeepsOpen)
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private HeardRequest Open(RawRequest raw)
    {
        string? sealedHeader = raw.Headers.GetValueOrDefault("X-OCS-Header") ?? raw.Headers.GetValueOrDefault("X-OCS-Agent-Header");
        string header;
        try
        {
            header = sealedHeader is null ? "" : Decrypt(Convert.FromBase64String(sealedHeader));
        }
        catch (CryptographicException)
        {
            return new HeardRequest(raw.Method, raw.Target, raw.Head, "sealed for somebody else", "");
        }

        string body = Encoding.UTF8.GetString(raw.Body);
        if (header.Length > 0 && raw.Body.Length > 0 && JsonDocument.Parse(header).RootElement.TryGetProperty("Keys", out JsonElement keys))
        {
            byte[] bytes = keys.GetBytesFromBase64();
            using var aes = Aes.Create();
            aes.Key = bytes[..16];
            body = Encoding.UTF8.GetString(aes.DecryptCbc(Convert.FromBase64String(body), bytes[16..]));
        }

        return new HeardRequest(raw.Method, raw.Target, raw.Head, header, body);
    }

    private string Decrypt(byte[] blocks)
    {
        int size = _rsa.KeySize / 8;
        return Encoding.UTF8.GetString([.. blocks.Chunk(size).SelectMany(block => _rsa.Decrypt(block, RSAEncryptionPadding.Pkcs1))]);
    }
}

/// <summary>A request with what was sealed in it.</summary>
internal sealed record HeardRequest(string Method, string Target, string Head, string Header, string Body)
{
    /// <summary>Whether the connection is kept after the answer; a script sets it.</summary>
    public bool KeepsOpen { get; set; }

    /// <summary>A text encrypted with the keys of the request, as the answer to a login is.</summary>
    public string Seal(string text)
    {
        byte[] keys = JsonDocument.Parse(Header).RootElement.GetProperty("Keys").GetBytesFromBase64();
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(text), keys[16..]));
    }
}

internal sealed record RawRequest(string Method, string Target, string Head, Dictionary<string, string> Headers, byte[] Body);

/// <summary>Reads requests from a connection, one after the other.</summary>
internal sealed class RequestReader(Stream stream) : IDisposable
{
    private readonly MemoryStream _left = new();

    public void Dispose() => _left.Dispose();

    /// <summary>Null when the client has closed the connection.</summary>
    public async Task<RawRequest?> ReadAsync(CancellationToken token)
    {
        int end;
        while ((end = _left.GetBuffer().AsSpan(0, (int)_left.Length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(token))
            {
                return null;
            }
        }

        string head = Encoding.Latin1.GetString(Take(end + 4));
        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        if (headers.GetValueOrDefault("Expect") == "100-continue")
        {
            await HostileAgent.WriteRawAsync(stream, "HTTP/1.1 100 Continue\r\n\r\n", token);
        }

        byte[]? body = headers.GetValueOrDefault("Transfer-Encoding") == "chunked"
            ? await ReadChunksAsync(token)
            : await TakeAsync(int.Parse(headers.GetValueOrDefault("Content-Length") ?? "0", CultureInfo.InvariantCulture), token);
        string[] line = lines[0].Split(' ');
        return body is null ? null : new RawRequest(line[0], line[1], head, headers, body);
    }

    private async Task<byte[]?> ReadChunksAsync(CancellationToken token)
    {
        var body = new List<byte>();
        while (true)
        {
            int end;
            while ((end = _left.GetBuffer().AsSpan(0, (int)_left.Length).IndexOf("\r\n"u8)) < 0)
            {
                if (!await FillAsync(token))
                {
                    return null;
                }
            }

            int size = int.Parse(Encoding.ASCII.GetString(Take(end + 2)).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            byte[]? chunk = await TakeAsync(size + 2, token);
            if (chunk is null || size == 0)
            {
                return chunk is null ? null : [.. body];
            }

            body.AddRange(chunk[..size]);
        }
    }

    private async Task<byte[]?> TakeAsync(int count, CancellationToken token)
    {
        while (_left.Length < count)
        {
            if (!await FillAsync(token))
            {
                return null;
            }
        }

        return Take(count);
    }

    private byte[] Take(int count)
    {
        byte[] all = _left.ToArray();
        _left.SetLength(0);
        _left.Write(all.AsSpan(count));
        return all[..count];
    }

    private async Task<bool> FillAsync(CancellationToken token)
    {
        byte[] buffer = new byte[16 * 1024];
        int count = await stream.ReadAsync(buffer, token);
        _left.Write(buffer, 0, count);
        return count > 0;
    }
}
