using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ObShellSdk.Testing.Http;

/// <summary>Whether and how the agent speaks TLS.</summary>
/// <param name="Certificate">What it shows; null for plain http.</param>
/// <param name="ClientAuthority">Whose certificates callers must show; null where none is asked for.</param>
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
