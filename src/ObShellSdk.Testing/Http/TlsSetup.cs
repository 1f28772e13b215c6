using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ObShellSdk.Testing.Http;

/// <summary>The TLS configuration of the agent.</summary>
/// <param name="Certificate">The server certificate, or null for plain HTTP.</param>
/// <param name="ClientAuthority">The issuer that client certificates must have, or null to request none.</param>
internal sealed record TlsSetup(X509Certificate2? Certificate, X509Certificate2? ClientAuthority)
{
    public void Apply(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificate = Certificate;
        if (ClientAuthority is not null)
        {
            https.ClientCertificateValidation = (certificate, _, _) => IsIssuedBy(ClientAuthority, certificate);
        }
    }

    private static bool IsIssuedBy(X509Certificate2 authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(certificate);
    }
}
