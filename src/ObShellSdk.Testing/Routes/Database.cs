using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.Routes;

/// <summary>The refusals of the database itself.</summary>
internal static class Database
{
    public static Failure Refuse(string message) => Failure.Of("MySQL.Error", message) with { Message = message };

    public static Failure RefuseOracle(string message) => Failure.Of("Oracle.Error", message) with { Message = message };
}
