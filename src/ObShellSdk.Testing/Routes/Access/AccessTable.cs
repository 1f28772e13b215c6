
namespace ObShellSdk.Testing.Routes.Access;

internal static class AccessTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/login", (state, call, _) => AccessRoutes.Login(state, call)),
        ("POST /api/v1/logout", (state, call, _) => AccessRoutes.Logout(state, call)),
        ("POST /api/v1/sso/token", (state, call, _) => AccessRoutes.CreateToken(state, call)),
        ("GET /api/v1/sso/exchange", (state, call, _) => AccessRoutes.Exchange(state, call)),
        ("POST /api/v1/agent/password", (state, call, _) => AccessRoutes.SetAgentPassword(state, call)),
    ];
}
