using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObShellSdk.Errors;

namespace ObShellSdk.Trust;

/// <summary>Translates the options for certificates to those of the transport.</summary>
internal static class CertificateTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string Rejected = "the TLS connection could not be established: ";

    public static void Apply(ObShellClientOptions options, SslClientAuthenticationOptions tls)
    {
        tls.RemoteCertificateValidationCallback =
            options.PinnedCertificateFingerprints.Count > 0 ? Pinned([.. options.PinnedCertificateFingerprints.Select(Fingerprints.Read).OfType<string>()])
            : options.ServerCertificateValidation is { } validation ? JudgedBy(validation)
            : new Standard(options.TimeProvider).Judge;
        if (options.TrustedRoots.Count > 0)
        {
            tls.CertificateChainPolicy = OnlyUnder(options.TrustedRoots);
        }

        if (options.ClientCertificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is { } own)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(own, options.ClientCertificates, offline: true);
        }
    }

    /// <summary>Only the fingerprint counts.</summary>
    private static RemoteCertificateValidationCallback Pinned(HashSet<string> pins) => (_, certificate, _, _) =>
    {
        string shown = certificate?.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant() ?? "";
        return pins.Contains(shown)
            ? true
            : throw new CertificateRejectedException(
                ConnectionFailureReason.CertificateNotPinned,
                $"{Rejected}the agent's certificate has the fingerprint {shown}, which is not among the pinned ones. Compare it on the agent's host, then change " +
                $"{nameof(ObShellClientOptions.PinnedCertificateFingerprints)}");
    };

    private static RemoteCertificateValidationCallback JudgedBy(RemoteCertificateValidationCallback validation) => (sender, certificate, chain, errors) =>
        validation(sender, certificate, chain, errors)
            ? true
            : throw new CertificateRejectedException(
                ConnectionFailureReason.CertificateRejected, $"{Rejected}the application rejected the agent's certificate ({nameof(ObShellClientOptions.ServerCertificateValidation)})");

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

    /// <summary>Accepts what the platform accepts, and names each cause of a rejection with its remedy. Texts of the certificate are not repeated.</summary>
    private sealed class Standard(TimeProvider clock)
    {
        public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (errors == SslPolicyErrors.None)
            {
                return true;
            }

            (ConnectionFailureReason Failure, string Text)[] causes = [.. Causes((sender as SslStream)?.TargetHostName, certificate, chain, errors)];
            throw new CertificateRejectedException(causes[0].Failure, Rejected + string.Join("; ", causes.Select(cause => cause.Text)));
        }

        private IEnumerable<(ConnectionFailureReason Failure, string Text)> Causes(string? host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (certificate is null)
            {
                yield return (ConnectionFailureReason.CertificateRejected, "the agent showed no certificate");
                yield break;
            }

            X509ChainStatusFlags found = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
            const X509ChainStatusFlags Authority = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
            if ((found & Authority) != 0)
            {
                yield return (
                    ConnectionFailureReason.CertificateAuthority,
                    $"the authority that issued the agent's certificate is not trusted ({found & Authority}). Add the root certificate of the authority to {nameof(ObShellClientOptions.TrustedRoots)}, " +
                    $"or pin the certificate in {nameof(ObShellClientOptions.PinnedCertificateFingerprints)}");
            }

            if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            {
                yield return (
                    ConnectionFailureReason.CertificateName,
                    $"the agent's certificate is not valid for the host {host} of the endpoint (RemoteCertificateNameMismatch). Use a host name of the certificate in the endpoint, or issue a certificate for this host");
            }

            if (found.HasFlag(X509ChainStatusFlags.NotTimeValid))
            {
                yield return (ConnectionFailureReason.CertificateDate, $"{Dates(certificate)} (NotTimeValid). Renew it on the agent's host, and check the clock of this machine");
            }

            const X509ChainStatusFlags Named = Authority | X509ChainStatusFlags.NotTimeValid;
            if ((found & ~Named) != 0 || (found == 0 && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)))
            {
                yield return (ConnectionFailureReason.CertificateRejected, $"the agent's certificate was rejected ({errors}, {found & ~Named})");
            }
        }

        private string Dates(X509Certificate certificate)
        {
            using var shown = new X509Certificate2(certificate);
            DateTimeOffset now = clock.GetUtcNow();
            return now > shown.NotAfter ? FormattableString.Invariant($"the agent's certificate expired on {shown.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC")
                : now < shown.NotBefore ? FormattableString.Invariant($"the agent's certificate is not valid before {shown.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC")
                : "a certificate in the chain of the agent's certificate is not valid now";
        }
    }
}
