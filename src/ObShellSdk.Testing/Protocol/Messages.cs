using System.Globalization;
using System.Net.Http.Headers;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The texts of the most frequent errors; all others use the meaning in the catalogue.</summary>
internal static class Messages
{
    private static readonly Dictionary<string, (string English, string Chinese)> _texts = new(StringComparer.Ordinal)
    {
        ["Common.NotFound"] = ("Element not found: {0}", "未找到：{0}"),
        ["Common.Unexpected"] = ("An unexpected error: {0}", "意外错误：{0}"),
        ["Common.BindJsonFailed"] = ("The request cannot be read: {0}", "无法解析请求：{0}"),
        ["Common.Unauthorized"] = ("Unauthorized: {0}", "未授权: {0}"),
        ["Request.AESKey.NotFound"] = ("The authentication header has no keys for the answer", "认证请求头中没有用于加密应答的密钥"),
        ["Request.Body.Decrypt.AES.NoKey"] = ("The header has no key for the body", "请求头中没有请求体的密钥"),
        ["Request.Body.Decrypt.AES.KeyAndIv.Invalid"] = ("Key and IV in the header are too short", "请求头中的密钥和 IV 过短"),
        ["Request.Body.Decrypt.AES.ContentLength.Invalid"] = ("The body is not made of whole blocks", "请求体长度不是整数个加密块"),
        ["Request.Body.Decrypt.SM4.NoKey"] = ("The header has no key for the body", "请求头中没有请求体的密钥"),
        ["Request.File.Missing"] = ("The request has no file '{0}': {1}", "请求中没有文件 '{0}'：{1}"),
        ["Request.Header.Type.Invalid"] = ("The authentication header is of a wrong type", "认证请求头类型错误"),
        ["Request.Path.Param.Empty"] = ("The path has no '{0}'", "路径参数 '{0}' 为空"),
        ["Request.Query.Param.Illegal"] = ("'{0}' is not allowed: {1}", "参数 '{0}' 不合法：{1}"),
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
        ["Security.Authentication.SessionExpired"] = ("The session was idle for too long", "会话闲置过久，已过期"),
        ["Security.Authentication.File.Sha256Mismatch"] = ("The digest is not that of the file", "文件的 SHA-256 摘要不符"),
        ["Security.Authentication.Unauthorized"] = ("Not authorized", "认证失败"),
        ["Security.Authentication.UnknownPasswordType"] = ("Unknown kind of password", "未知的密码类型"),
        ["Security.SSO.Token.Missing"] = ("The header has no sign-on token", "请求头中没有单点登录令牌"),
        ["Security.SSO.Token.NotFound"] = ("Unknown sign-on token", "单点登录令牌不存在"),
        ["Security.SSO.Token.AlreadyUsed"] = ("The sign-on token is used up", "单点登录令牌已被使用"),
        ["Security.SSO.Token.Expired"] = ("The sign-on token is too old", "单点登录令牌已过期"),
        ["Security.User.PermissionDenied"] = ("This user may not use the socket", "该用户无权使用此套接字"),
        ["Agent.OBVersionNotSupported"] = ("OceanBase {0} is older than {1}", "OceanBase {0} 低于 {1}，不受支持"),
        ["Agent.UnderMaintenance"] = ("Agent '{0}' is under maintenance, try again later", "agent '{0}' 正在运维中，请稍后重试"),
        ["OB.Package.Name.NotSupport"] = ("Package '{0}' is not accepted, but {1}", "不支持软件包 '{0}'，仅支持 {1}"),
        ["OB.Package.NotExist"] = ("Packages are missing: {0}", "缺少软件包：{0}"),
        ["OB.Upgrade.ToLowerVersion"] = ("{0} is not newer than {1}, which the cluster has", "{0} 不高于集群当前版本 {1}"),
        ["Agent.Upgrade.ToLowerVersion"] = ("{0} is not newer than {1}, which the agents have", "{0} 不高于 agent 当前版本 {1}"),
        ["OBProxy.Package.Name.Invalid"] = ("'{0}' is not the package '{1}'", "软件包 '{0}' 不是 '{1}'"),
        ["OBProxy.Version.NotSupported"] = ("Obproxy {0} is older than {1}", "obproxy {0} 低于 {1}，不受支持"),
        ["Package.ReleaseFormat.Invalid"] = ("Release '{0}' names no distribution", "软件包 release '{0}' 格式错误"),
        ["Agent.Identify.NotSupportOperation"] = ("'{0}' is '{1}'; only '{2}' can do this", "'{0}' 的身份是 '{1}'，只有 '{2}' 支持此操作"),
        ["OB.Tenant.NotExist"] = ("There is no tenant '{0}'", "租户 '{0}' 不存在"),
        ["OB.Tenant.SysOperationNotAllowed"] = ("Not allowed on the sys tenant", "sys 租户不允许此操作"),
        ["OB.Tenant.UnderMaintenance"] = ("Tenant '{0}' is under maintenance, try again later", "租户 '{0}' 正在运维中，请稍后重试"),
        ["OB.Cluster.UnderMaintenance"] = ("The cluster is under maintenance, try again later", "集群正在运维中，请稍后重试"),
        ["OB.Cluster.UnderMaintenanceWithDag"] = ("The cluster is under maintenance by '{0}', try again later", "集群正在运维中：{0}，请稍后重试"),
        ["Task.Expired"] = ("Task {2} '{3}' of '{0}' is out of date: {1} came after it", "'{0}' 的任务 {2} '{3}' 已过期，其后有任务 {1}"),
        ["Task.NotFound"] = ("No such task: {0}", "任务不存在：{0}"),
    };

    /// <summary>Whether the header requests Chinese. It must be a single language tag: with a list the server's parser fails and uses English.</summary>
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

    /// <summary>Fills the placeholders; a scripted failure has no arguments, so they stay empty.</summary>
    private static string Fill(string format, object[] arguments)
        => string.Format(CultureInfo.InvariantCulture, format, [.. arguments, "", "", "", ""]);
}
