using System.Text.Json;

namespace ObShellSdk.Serialization;

/// <summary>
/// How much memory a JSON text takes once it is read. An object of two bytes becomes a record of hundreds, so that the number of elements is limited as well as the
/// number of bytes.
/// </summary>
internal static class JsonExtent
{
    /// <summary>An object or list is allowed for each so many bytes of the largest response: 1,048,576 of them by default.</summary>
    public const int BytesForContainer = 64;

    /// <summary>A value of any kind is allowed for each so many bytes of the largest response: 5,592,405 of them by default.</summary>
    public const int BytesForValue = 12;

    private const int FewContainers = 100_000;
    private const int FewValues = 500_000;
    private const int TokensBetweenChecks = 4096;

    /// <summary>Whether a text has more elements than a response may have. False for what is not JSON, of which nothing is read.</summary>
    public static bool IsBeyond(ReadOnlySpan<byte> json, int maxBytes, CancellationToken cancellationToken)
    {
        int containers = Math.Max(FewContainers, maxBytes / BytesForContainer);
        int values = Math.Max(FewValues, maxBytes / BytesForValue);
        var reader = new Utf8JsonReader(json);
        try
        {
            for (int tokens = 1; reader.Read(); tokens++)
            {
                if (tokens % TokensBetweenChecks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                bool isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                bool isValue = isContainer || reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray or JsonTokenType.PropertyName);
                if ((isContainer && --containers < 0) || (isValue && --values < 0))
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // The reader of the envelope says what is wrong.
        }

        return false;
    }
}
