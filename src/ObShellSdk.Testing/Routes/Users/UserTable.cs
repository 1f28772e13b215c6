namespace ObShellSdk.Testing.Routes.Users;

internal static class UserTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/tenant/{name}/user", UserRoutes.Create),
        ("DELETE /api/v1/tenant/{name}/user/{user}", UserRoutes.Drop),
        ("GET /api/v1/tenant/{name}/user", UserRoutes.List),
        ("GET /api/v1/tenant/{name}/users", UserRoutes.List),
        ("GET /api/v1/tenant/{name}/user/{user}", UserRoutes.Get),
        ("PUT /api/v1/tenant/{name}/user/{user}/password", UserRoutes.ChangePassword),
        ("PUT /api/v1/tenant/{name}/user/{user}/lock", UserRoutes.Lock),
        ("DELETE /api/v1/tenant/{name}/user/{user}/lock", UserRoutes.Unlock),
        ("GET /api/v1/tenant/{name}/user/{user}/stats", UserRoutes.Statistics),
        ("PUT /api/v1/tenant/{name}/user/{user}/db-privilege", UserRoutes.SetDatabasePrivileges),
        ("PUT /api/v1/tenant/{name}/user/{user}/db-privileges", UserRoutes.SetDatabasePrivileges),
        ("PUT /api/v1/tenant/{name}/user/{user}/global-privilege", UserRoutes.SetPrivileges),
        ("PUT /api/v1/tenant/{name}/user/{user}/global-privileges", UserRoutes.SetPrivileges),
        ("PUT /api/v1/tenant/{name}/user/{user}/roles", UserRoutes.SetRoles),
        ("GET /api/v1/tenant/{name}/objects", ObjectPrivilegeRoutes.ListObjects),
        ("PUT /api/v1/tenant/{name}/user/{user}/object-privileges", ObjectPrivilegeRoutes.ReplaceOfUser),
        ("PATCH /api/v1/tenant/{name}/user/{user}/object-privileges", ObjectPrivilegeRoutes.SetOfUser),
        ("POST /api/v1/tenant/{name}/user/{user}/object-privileges", ObjectPrivilegeRoutes.GrantToUser),
        ("DELETE /api/v1/tenant/{name}/user/{user}/object-privileges", ObjectPrivilegeRoutes.RevokeFromUser),
        ("POST /api/v1/tenant/{name}/role", RoleRoutes.Create),
        ("DELETE /api/v1/tenant/{name}/role/{role}", RoleRoutes.Drop),
        ("GET /api/v1/tenant/{name}/role/{role}", RoleRoutes.Get),
        ("GET /api/v1/tenant/{name}/roles", RoleRoutes.List),
        ("PUT /api/v1/tenant/{name}/role/{role}/roles", RoleRoutes.SetRoles),
        ("PUT /api/v1/tenant/{name}/role/{role}/global-privileges", RoleRoutes.SetPrivileges),
        ("PUT /api/v1/tenant/{name}/role/{role}/object-privileges", ObjectPrivilegeRoutes.ReplaceOfRole),
        ("PATCH /api/v1/tenant/{name}/role/{role}/object-privileges", ObjectPrivilegeRoutes.SetOfRole),
        ("POST /api/v1/tenant/{name}/role/{role}/object-privileges", ObjectPrivilegeRoutes.GrantToRole),
        ("DELETE /api/v1/tenant/{name}/role/{role}/object-privileges", ObjectPrivilegeRoutes.RevokeFromRole),
    ];
}
