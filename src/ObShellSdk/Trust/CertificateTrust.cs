using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ObShellSdk.Trust;

/// <summary>What the options say of certificates, as the transport understands it.</summary>
internal static class CertificateTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static void Apply(ObShellClientOptions options, SslClientAuthenticationOptions tls)
    {
        tls.RemoteCertificateValidationCallback = options.PinnedCertificateFingerprints.Count > 0
            ? Pinned([.. options.PinnedCertificateFingerprints.Select(Fingerprints.Read).OfType<string>()])
            : options.ServerCertificateValidation;
        if (options.TrustedRoots.Count > 0)
        {
            tls.CertificateChainPolicy = OnlyUnder(options.TrustedRoots);
        }

        if (options.ClientCertificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is { } own)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(own, options.ClientCertificates, offline: true);
        }
    }

    /// <summary>Equality is all that counts. What is thrown becomes the reason that the caller reads.</summary>
    private static RemoteCertificateValidationCallback Pinned(HashSet<string> pins) => (_, certificate, _, _) =>
    {
        string shown = certificate?.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant() ?? "";
        return pins.Contains(shown)
            ? true
            : throw new AuthenticationException($"The certificate has the fingerprint {shown}, which is not among the pinned ones");
    };

    private static X509ChainPolicy OnlyUnder(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(roots);
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        return policy;
    }
}
