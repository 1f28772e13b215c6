using System.Net;

namespace ObShellSdk.Tests.Packages;

/// <summary>Sockets that look at what is written of a body, and break or stop where the test wants it.</summary>
internal sealed class UploadWire() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int _breaks = int.MaxValue;

    public int LargestWrite { get; private set; }

    /// <summary>Bodies of uploads that were begun.</summary>
    public int Uploads { get; private set; }

    /// <summary>After so many bytes of an upload the connection breaks.</summary>
    public long BreakAt { get; init; } = long.MaxValue;

    /// <summary>How often.</summary>
    public int Breaks
    {
        get => _breaks;
        init => _breaks = value;
    }

    /// <summary>After so many bytes of an upload nothing more is taken.</summary>
    public long StallAt { get; init; } = long.MaxValue;

    /// <summary>Called when nothing more is taken.</summary>
    public Action? OnStall { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { Headers.ContentType.MediaType: "multipart/form-data" } content)
        {
            request.Content = new Watched(content, this);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private sealed class Watched : HttpContent
    {
        private readonly HttpContent _content;
        private readonly UploadWire _wire;

        public Watched(HttpContent content, UploadWire wire)
        {
            (_content, _wire) = (content, wire);
            Headers.ContentType = content.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _wire.Uploads++;
            return _content.CopyToAsync(new Watch(stream, _wire), context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? 0;
            return _content.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            _content.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Watch(Stream stream, UploadWire wire) : Stream
    {
        private long _written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _written;
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            wire.LargestWrite = Math.Max(wire.LargestWrite, buffer.Length);
            if (_written + buffer.Length > wire.BreakAt && wire._breaks-- > 0)
            {
                throw new IOException("The wire broke.");
            }

            if (_written + buffer.Length > wire.StallAt)
            {
                wire.OnStall?.Invoke();

                // The stream of SocketsHttpHandler ignores the token of a write.
                await new TaskCompletionSource().Task;
            }

            await stream.WriteAsync(buffer, cancellationToken);
            _written += buffer.Length;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

        public override void Flush() => stream.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
