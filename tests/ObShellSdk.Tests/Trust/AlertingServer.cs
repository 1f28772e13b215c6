using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using CertificateRequest = Org.BouncyCastle.Tls.CertificateRequest;

namespace ObShellSdk.Tests.Trust;

/// <summary>
/// Demands a certificate of callers and refuses every one by a TLS alert, as agents do: .NET's own server closes the connection without a word. It counts
/// the connections.
/// </summary>
internal sealed class AlertingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly ProtocolVersion _version;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public AlertingServer(X509Certificate2 certificate, ProtocolVersion version)
    {
        _certificate = certificate;
        _version = version;
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Endpoint => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient caller = await _listener.AcceptTcpClientAsync(_end.Token);
                Connections++;
                NetworkStream socket = caller.GetStream();

                // Its stream is closed with the alert, which the socket is not.
                var protocol = new TlsServerProtocol(new NetworkStream(caller.Client, ownsSocket: false));
                try
                {
                    protocol.Accept(new Peer(_certificate, _version));
                }
                catch (IOException)
                {
                    caller.Client.Shutdown(SocketShutdown.Send);
                    await DrainAsync(socket);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of.
        }
    }

    /// <summary>The alert is out; what else the caller says is read, so that no reset overtakes it.</summary>
    private async Task DrainAsync(NetworkStream socket)
    {
        try
        {
            await socket.CopyToAsync(Stream.Null, _end.Token);
        }
        catch (IOException)
        {
            // The caller has read it and is gone.
        }
    }

    private sealed class Peer(X509Certificate2 certificate, ProtocolVersion version) : DefaultTlsServer(new BcTlsCrypto(new SecureRandom()))
    {
        public override TlsCredentials GetCredentials()
        {
            var crypto = (BcTlsCrypto)Crypto;
            TlsCertificate[] chain = [crypto.CreateCertificate(certificate.RawData)];
            Certificate shown = version == ProtocolVersion.TLSv13
                ? new Certificate(CertificateType.X509, [], [new CertificateEntry(chain[0], null)])
                : new Certificate(chain);
            using ECDsa key = certificate.GetECDsaPrivateKey()!;
            var algorithm = new SignatureAndHashAlgorithm(Org.BouncyCastle.Tls.HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
            return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(m_context), crypto, PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()), shown, algorithm);
        }

        public override CertificateRequest GetCertificateRequest()
        {
            IList<SignatureAndHashAlgorithm> algorithms = TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context);
            return version == ProtocolVersion.TLSv13
                ? new CertificateRequest([], algorithms, null, null)
                : new CertificateRequest([ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign], algorithms, null);
        }

        public override void NotifyClientCertificate(Certificate clientCertificate) => throw new TlsFatalAlert(
            !clientCertificate.IsEmpty ? AlertDescription.unknown_ca
            : version == ProtocolVersion.TLSv13 ? AlertDescription.certificate_required
            : AlertDescription.bad_certificate);

        protected override ProtocolVersion[] GetSupportedVersions() => [version];

        protected override int[] GetSupportedCipherSuites() =>
            [version == ProtocolVersion.TLSv13 ? CipherSuite.TLS_AES_128_GCM_SHA256 : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256];
    }
}
