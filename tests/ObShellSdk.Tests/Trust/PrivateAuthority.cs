using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ObShellSdk.Tests.Trust;

/// <summary>An authority that no system trusts, and what it issues.</summary>
internal sealed class PrivateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly List<X509Certificate2> _issued = [];

    public PrivateAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
    }

    public X509Certificate2 Certificate { get; }

    /// <param name="name">Address or name of the server.</param>
    /// <param name="days">From when to when it is valid, in days from now.</param>
    public X509Certificate2 IssueForServer(string name = "127.0.0.1", (double From, double To)? days = null) => Issue(ServerAuthentication, days ?? (-1, 1), names =>
    {
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }
    });

    public X509Certificate2 IssueForClient() => Issue(ClientAuthentication, (-1, 1), names => names.AddEmailAddress("operator@example.com"));

    public void Dispose()
    {
        Certificate.Dispose();
        _issued.ForEach(certificate => certificate.Dispose());
    }

    private X509Certificate2 Issue(string usage, (double From, double To) days, Action<SubjectAlternativeNameBuilder> addName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=issued", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        addName(names);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        using X509Certificate2 bare = request.Create(Certificate, DateTimeOffset.UtcNow.AddDays(days.From), DateTimeOffset.UtcNow.AddDays(days.To), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = bare.CopyWithPrivateKey(key);

        // Windows uses only keys that were loaded from a file or store.
        X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), password: null);
        _issued.Add(certificate);
        return certificate;
    }
}
