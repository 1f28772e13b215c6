using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The part <c>file</c> of a multipart body, or the error why there is none.</summary>
internal sealed record Upload(ReceivedFile? File, string Error = "")
{
    private const string PartName = "file";
    private const int BufferBytes = 64 * 1024;

    public static Upload NotMultipart { get; } = new(File: null, "the Content-Type is not multipart/form-data");

    public static bool IsMultipart(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a body to its end, even if it is malformed, and does not keep its content.</summary>
    public static async Task<Upload> ReadAsync(Stream body, string? contentType, CancellationToken cancellationToken)
    {
        var upload = await ReadPartsAsync(body, contentType, cancellationToken).ConfigureAwait(false);
        await body.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        return upload;
    }

    private static async Task<Upload> ReadPartsAsync(Stream body, string? contentType, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            return new Upload(File: null, "the Content-Type has no boundary");
        }

        try
        {
            var parts = new MultipartReader(boundary, body, BufferBytes);
            ReceivedFile? file = null;
            while (await parts.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } part)
            {
                if (file is null && NameOf(part) is { } name)
                {
                    file = await DescribeAsync(name, part.Body, cancellationToken).ConfigureAwait(false);
                }
            }

            return file is null ? new Upload(File: null, "there is no such file") : new Upload(file);
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException)
        {
            // If the connection broke, reading the rest throws again.
            return new Upload(File: null, malformed.Message);
        }
    }

    /// <summary>Returns the name of a file part; a part without a file name is a plain value.</summary>
    private static string? NameOf(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name) != PartName)
        {
            return null;
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        return string.IsNullOrEmpty(name) ? null : name.Split('/')[^1];
    }

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "RPM packages carry their MD5; nothing relies on it.")]
    private static async Task<ReceivedFile> DescribeAsync(string name, Stream bytes, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var first = new byte[RpmHeader.MaxBytes];
        var read = await bytes.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var rpm = RpmHeader.Read(first.AsSpan(0, read));
        sha256.AppendData(first, 0, read);
        md5.AppendData(first.AsSpan(rpm?.Start ?? 0, read - (rpm?.Start ?? 0)));
        long size = read;
        var buffer = new byte[BufferBytes];
        while ((read = await bytes.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            sha256.AppendData(buffer, 0, read);
            md5.AppendData(buffer, 0, read);
            size += read;
        }

        return new ReceivedFile
        {
            Name = name,
            Size = size,
            Sha256 = Convert.ToHexString(sha256.GetHashAndReset()).ToLowerInvariant(),
            Md5 = Convert.ToHexString(md5.GetHashAndReset()).ToLowerInvariant(),
            Rpm = rpm,
        };
    }
}
