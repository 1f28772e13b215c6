using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace ObShellSdk.Encryption;

/// <summary>An upload as it goes on the wire: in clear, or encrypted and in base64 piece by piece, in the memory of one piece.</summary>
internal sealed class UploadContent : HttpContent
{
    // Whole blocks of AES and whole groups of base64, so that pieces can be put one after the other.
    private const int PieceLength = 16 * 3 * 1024;

    private readonly UploadBody _body;
    private readonly byte[]? _keys;
    private readonly OutgoingAttempt _attempt;

    /// <param name="body">What to send.</param>
    /// <param name="keys">Encrypt with these; they are wiped after. Null: in clear.</param>
    /// <param name="attempt">Is told when it begins.</param>
    public UploadContent(UploadBody body, byte[]? keys, OutgoingAttempt attempt)
    {
        _body = body;
        _keys = keys;
        _attempt = attempt;
        Headers.ContentType = MediaTypeHeaderValue.Parse(body.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _attempt.BodyStarted = true;
        byte[] piece = new byte[PieceLength];
        if (_keys is not null)
        {
            await EncryptAsync(stream, piece, cancellationToken).ConfigureAwait(false);
            return;
        }

        await foreach (ReadOnlyMemory<byte> part in _body.ReadAsync(piece, cancellationToken).ConfigureAwait(false))
        {
            await stream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        long? plain = _body.Length;
        length = plain is not { } bytes ? 0 : _keys is null ? bytes : (BodyCipher.PaddedLength(bytes) + 2) / 3 * 4;
        return plain is not null;
    }

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_keys);
        base.Dispose(disposing);
    }

    private async Task EncryptAsync(Stream stream, byte[] piece, CancellationToken cancellationToken)
    {
        using Aes aes = BodyCipher.Create(_keys);
        aes.IV = _keys![BodyCipher.KeyLength..];
        using ICryptoTransform encryptor = aes.CreateEncryptor();
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(PieceLength + 16)];
        ReadOnlyMemory<byte> last = default;
        await foreach (ReadOnlyMemory<byte> part in _body.ReadAsync(piece, cancellationToken).ConfigureAwait(false))
        {
            if (part.Length < PieceLength)
            {
                last = part;
                continue;
            }

            encryptor.TransformBlock(piece, 0, PieceLength, piece, 0);
            Base64.EncodeToUtf8(piece, text, out _, out int written);
            await stream.WriteAsync(text.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
        }

        byte[] end = encryptor.TransformFinalBlock(piece, 0, last.Length);
        Base64.EncodeToUtf8(end, text, out _, out int rest);
        await stream.WriteAsync(text.AsMemory(0, rest), cancellationToken).ConfigureAwait(false);
    }
}
