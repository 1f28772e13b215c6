namespace ObShellSdk.Testing.Routes.Security;

internal static class CredentialTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/security/credential", CredentialRoutes.Create),
        ("GET /api/v1/security/credential/{id}", CredentialRoutes.Get),
        ("PATCH /api/v1/security/credential/{id}", CredentialRoutes.Update),
        ("DELETE /api/v1/security/credential/{id}", CredentialRoutes.Delete),
        ("POST /api/v1/security/credential/validate", CredentialRoutes.Validate),
        ("PUT /api/v1/security/credential/encrypt-secret-key", CredentialRoutes.ChangeKey),
        ("DELETE /api/v1/security/credentials", CredentialRoutes.DeleteMany),
        ("GET /api/v1/security/credentials", CredentialRoutes.List),
        ("POST /api/v1/security/credentials/validate", CredentialRoutes.ValidateMany),
    ];
}
