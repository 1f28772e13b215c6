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
    private readonly OutgoingRequest _attempt;
    private readonly TimeProvider _timeProvider;

    /// <param name="body">What to send.</param>
    /// <param name="keys">Encrypt with these; they are wiped after. Null: in clear.</param>
    /// <param name="attempt">Is told how far it came.</param>
    /// <param name="timeProvider">For the time that the transport may take for one piece.</param>
    public UploadContent(UploadBody body, byte[]? keys, OutgoingRequest attempt, TimeProvider timeProvider)
    {
        _body = body;
        _keys = keys;
        _attempt = attempt;
        _timeProvider = timeProvider;
        Headers.ContentType = MediaTypeHeaderValue.Parse(body.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _attempt.ReportBody(isEnd: false);
        byte[] buffer = new byte[PieceLength];
        using PieceCipher? cipher = _keys is null ? null : new PieceCipher(_keys);

        // The stream of SocketsHttpHandler does not look at the token of a write. So a stall ends the whole request, and with it the connection.
        using var stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        _body.Report(0);
        await foreach (UploadPiece piece in _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false))
        {
            ReadOnlyMemory<byte> bytes = cipher is null ? buffer.AsMemory(0, piece.Length) : cipher.Encrypt(buffer, piece);
            _attempt.ReportBody(piece.IsLast);

            // An upload may take long, but not a single piece of it.
            stall.CancelAfter(_attempt.StallTimeout);
            try
            {
                await SharedTask.Observed(stream.WriteAsync(bytes, either.Token).AsTask()).WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                _attempt.Stall();
                throw;
            }

            stall.CancelAfter(Timeout.InfiniteTimeSpan);
            _body.Report(piece.FileBytes);
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

    /// <summary>Encrypts pieces one after the other, as if they were one text.</summary>
    private sealed class PieceCipher : IDisposable
    {
        private readonly Aes _aes;
        private readonly ICryptoTransform _encryptor;
        private readonly byte[] _text = new byte[Base64.GetMaxEncodedToUtf8Length((int)BodyCipher.PaddedLength(PieceLength))];

        public PieceCipher(ReadOnlySpan<byte> keys)
        {
            _aes = BodyCipher.Create(keys);
            _aes.IV = keys[BodyCipher.KeyLength..].ToArray();
            _encryptor = _aes.CreateEncryptor();
        }

        /// <summary>Valid until the next piece. The buffer is overwritten.</summary>
        public ReadOnlyMemory<byte> Encrypt(byte[] buffer, UploadPiece piece)
        {
            ReadOnlySpan<byte> ciphertext = piece.IsLast
                ? _encryptor.TransformFinalBlock(buffer, 0, piece.Length)
                : buffer.AsSpan(0, _encryptor.TransformBlock(buffer, 0, piece.Length, buffer, 0));
            Base64.EncodeToUtf8(ciphertext, _text, out _, out int written);
            return _text.AsMemory(0, written);
        }

        public void Dispose()
        {
            _encryptor.Dispose();
            _aes.Dispose();
        }
    }
}
