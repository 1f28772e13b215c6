using System.Globalization;
using System.Net.Http.Headers;

namespace ObShellSdk.Testing.Protocol;

/// <summary>Texts of the errors that clients meet most; all others read as the catalogue explains them.</summary>
internal static class Messages
{
    private static readonly Dictionary<string, (string English, string Chinese)> _texts = new(StringComparer.Ordinal)
    {
        ["Common.NotFound"] = ("Nothing found: {0}", "未找到：{0}"),
        ["Common.Unexpected"] = ("An unexpected error: {0}", "意外错误：{0}"),
        ["Request.Header.NotFound"] = ("The request has no X-OCS-Header and no X-OCS-Agent-Header", "请求中没有 X-OCS-Header 或 X-OCS-Agent-Header"),
        ["Request.Forward.MasterAgent.NotFound"] = ("No master is known to pass the request on to", "没有可转发请求的 master"),
        ["Request.Forward.Header.NotExist"] = ("Without X-OCS-Header a request cannot be passed on", "缺少 X-OCS-Header，无法转发请求"),
        ["Security.Authentication.Header.DecryptFailed"] = ("The authentication header cannot be decrypted: {0}", "认证请求头无法解密：{0}"),
        ["Security.Authentication.Header.UriMismatch"] = ("The header was made for another URI", "请求头中的 URI 与请求不符"),
        ["Security.Authentication.Expired"] = ("The authentication header is out of date", "认证请求头已过期"),
        ["Security.Authentication.Timestamp.Invalid"] = ("'{0}' is no timestamp: {1}", "'{0}' 不是有效的时间戳：{1}"),
        ["Security.Authentication.IncorrectOceanbasePassword"] = ("Wrong OceanBase password", "OceanBase 密码错误"),
        ["Security.Authentication.IncorrectAgentPassword"] = ("Wrong agent password", "agent 密码错误"),
        ["Security.Authentication.IncorrectToken"] = ("Wrong token", "token 错误"),
        ["Security.Authentication.WithAgentPassword"] = ("Sign with the agent password: {0}", "请使用 agent 密码认证：{0}"),
        ["Security.Authentication.WithOceanBasePassword"] = ("Sign with the OceanBase password: {0}", "请使用 OceanBase 密码认证：{0}"),
        ["Security.Authentication.AgentPasswordNotInitialized"] = ("No agent password is set", "agent 密码尚未设置"),
        ["Security.Authentication.SessionInvalid"] = ("Unknown session", "会话无效"),
        ["Agent.Identify.NotSupportOperation"] = ("'{0}' is '{1}'; only '{2}' can do this", "'{0}' 的身份是 '{1}'，只有 '{2}' 支持此操作"),
        ["OB.Tenant.NotExist"] = ("There is no tenant '{0}'", "租户 '{0}' 不存在"),
        ["OB.Tenant.SysOperationNotAllowed"] = ("Not allowed on the sys tenant", "sys 租户不允许此操作"),
        ["OB.Tenant.UnderMaintenance"] = ("Tenant '{0}' is under maintenance, try again later", "租户 '{0}' 正在运维中，请稍后重试"),
        ["OB.Cluster.UnderMaintenance"] = ("The cluster is under maintenance, try again later", "集群正在运维中，请稍后重试"),
        ["OB.Cluster.UnderMaintenanceWithDag"] = ("The cluster is under maintenance by '{0}', try again later", "集群正在运维中：{0}，请稍后重试"),
        ["Task.Expired"] = ("Task {2} '{3}' of '{0}' is out of date: {1} came after it", "'{0}' 的任务 {2} '{3}' 已过期，其后有任务 {1}"),
        ["Task.NotFound"] = ("No such task: {0}", "任务不存在：{0}"),
    };

    /// <summary>The header must be one language tag: with a list the server's parser gives up and English stays.</summary>
    public static bool WantsChinese(string? acceptLanguage, AgentVersion version)
        => version.SendsErrCode && acceptLanguage is not null
            && StringWithQualityHeaderValue.TryParse(acceptLanguage, out var language) && language.Quality is null
            && (language.Value.Equals("zh", StringComparison.OrdinalIgnoreCase) || language.Value.StartsWith("zh-", StringComparison.OrdinalIgnoreCase));

    public static string Write(Failure failure, bool chinese)
    {
        if (failure.Message is { } message)
        {
            return message;
        }

        var text = _texts.TryGetValue(failure.ErrCode, out var texts)
            ? Fill(chinese ? texts.Chinese : texts.English, failure.Arguments)
            : ErrorCatalogue.Find(failure.ErrCode).Meaning;
        return failure.IsWrapped ? (chinese ? "未授权: " : "Unauthorized: ") + text : text;
    }

    /// <summary>A scripted failure brings no values: the places stay empty then.</summary>
    private static string Fill(string format, object[] arguments)
        => string.Format(CultureInfo.InvariantCulture, format, [.. arguments, "", "", "", ""]);
}
