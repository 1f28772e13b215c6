using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Serialization;

/// <summary>
/// What surrounds every answer of an agent. <see cref="Data"/> points into the bytes that were read. Where they are as they should be they are read on
/// the way by the type that the operation expects, which saves to go through them twice; all else takes a second step.
/// </summary>
internal readonly ref struct Envelope
{
    /// <summary>A request has fewer members that could be wrong.</summary>
    private const int MaxSubErrors = 100;

    /// <summary>All together, as JSON. To look for secrets takes far longer than to read, and no time-out would end it.</summary>
    private const int MaxSubErrorBytes = 32 * 1024;

    private const long MaxMilliseconds = long.MaxValue / TimeSpan.TicksPerMillisecond;

    public bool Successful { get; private init; }

    public DateTimeOffset? Timestamp { get; private init; }

    public TimeSpan Duration { get; private init; }

    /// <summary>As the agent sent it: the code that shows it must mask secrets.</summary>
    public string? TraceId { get; private init; }

    /// <summary>The JSON of <c>data</c>; empty when it is absent or null.</summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    /// <summary>Whether the value is that of <see cref="Data"/>.</summary>
    public bool IsValueRead { get; private init; }

    public ApiError? Error { get; private init; }

    /// <summary>What readers throw at JSON that is not as it should be.</summary>
    public static bool IsOfContent(Exception exception) => exception is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException;

    /// <param name="json">The whole answer.</param>
    /// <param name="mask">Takes the secrets of the request out of what people will read.</param>
    /// <param name="type">What data is if the call succeeded; null: leave it as it is.</param>
    /// <param name="value">Data, where <see cref="IsValueRead"/> says so.</param>
    /// <exception cref="JsonException">Not JSON, or not an envelope.</exception>
    public static Envelope Read<T>(ReadOnlySpan<byte> json, SecretMask mask, JsonTypeInfo<T>? type, out T? value)
    {
        value = default;
        bool isValueRead = false;
        bool? successful = null;
        DateTimeOffset? timestamp = null;
        TimeSpan duration = TimeSpan.Zero;
        string? traceId = null;
        Range data = ..0;
        ApiError? error = null;

        var reader = new Utf8JsonReader(json);
        ReadStartOfObject(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("successful"u8))
            {
                reader.Read();
                successful = reader.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                timestamp = reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null;
            }
            else if (reader.ValueTextEquals("duration"u8))
            {
                reader.Read();
                duration = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long milliseconds) && milliseconds is >= 0 and <= MaxMilliseconds
                    ? TimeSpan.FromMilliseconds(milliseconds)
                    : TimeSpan.Zero;
            }
            else if (reader.ValueTextEquals("traceId"u8))
            {
                reader.Read();
                traceId = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                isValueRead = successful == true && type is not null && TryReadValue(ref reader, type, out value);
                data = ReadRaw(ref reader, start);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                error = ReadError(ref reader, mask);
            }

            // Steps over what was not read above; on a plain value it does nothing.
            reader.Skip();
        }

        if (reader.Read() || successful is null)
        {
            throw new JsonException("The JSON is not the envelope of an obshell answer.");
        }

        return new Envelope
        {
            Successful = successful.Value,
            Timestamp = timestamp,
            Duration = duration,
            TraceId = traceId,
            Data = json[data],
            IsValueRead = isValueRead,
            Error = error,
        };
    }

    /// <summary>False leaves the reader where it is. Why it could not be read, and where, is for the serializer to say.</summary>
    private static bool TryReadValue<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type, out T? value)
    {
        value = default;
        if (reader.TokenType == JsonTokenType.Null || type.Converter is not JsonConverter<T> converter)
        {
            return false;
        }

        Utf8JsonReader ahead = reader;
        try
        {
            value = converter.Read(ref ahead, typeof(T), type.Options);
        }
        catch (Exception exception) when (IsOfContent(exception))
        {
            return false;
        }

        if (value is not null)
        {
            RecordReceipt.Compare(ref reader, value, type.Options);
            reader = ahead;
        }

        return value is not null;
    }

    private static Range ReadRaw(ref Utf8JsonReader reader, int start)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return ..0;
        }

        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private static ApiError? ReadError(ref Utf8JsonReader reader, SecretMask mask)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? code = null;
        string? errCode = null;
        string? message = null;
        List<JsonElement>? subErrors = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                code = ReadCode(ref reader, mask);
            }
            else if (reader.ValueTextEquals("errCode"u8))
            {
                reader.Read();
                errCode = reader.TokenType == JsonTokenType.String ? ReadErrCode(reader.GetString(), mask) : null;
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                message = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("subErrors"u8))
            {
                reader.Read();
                subErrors = ReadSubErrors(ref reader, mask);
            }

            reader.Skip();
        }

        return new ApiError { Code = code!, ErrCode = errCode!, Message = mask.Apply(message ?? ""), SubErrors = subErrors! };
    }

    /// <summary>A number of the range that agents use stays, whatever the password; any other word only if it holds no secret.</summary>
    private static string? ReadCode(ref Utf8JsonReader reader, SecretMask mask)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return null;
        }

        bool isUsual = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _);
        string text = reader.TokenType == JsonTokenType.Number ? Encoding.ASCII.GetString(reader.ValueSpan) : reader.GetString()!;
        return isUsual ? text : mask.Word(text) is { Length: > 0 } word ? word : null;
    }

    /// <summary>A code of the list stays, or a password such as "password" would hide why it was refused; any other word stays only if it holds no secret.</summary>
    private static string ReadErrCode(string? code, SecretMask mask) =>
        mask.Word(code) is { Length: > 0 } word ? word : code is not null && ObShellErrorCodes.Contains(code) ? code : "";

    private static List<JsonElement>? ReadSubErrors(ref Utf8JsonReader reader, SecretMask mask)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var subErrors = new List<JsonElement>();
        long left = MaxSubErrorBytes;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Utf8JsonReader ahead = reader;
            ahead.Skip();
            long length = ahead.BytesConsumed - reader.TokenStartIndex;
            if (subErrors.Count == MaxSubErrors || length > left)
            {
                reader = ahead;
                continue;
            }

            left -= length;
            subErrors.Add(RedactedElement.Read(ref reader, mask));
        }

        return subErrors;
    }

    private static void ReadStartOfObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The JSON is not the envelope of an obshell answer.");
        }
    }
}
