namespace ObShellSdk.Testing.Protocol;

/// <summary>The status and numbers of an error in one version.</summary>
internal readonly record struct WireError(int Status, int Code, string? ErrCode)
{
    private const string DecryptFailed = "Security.Authentication.Header.DecryptFailed";
    private const int Authentication = 10008;

    public static WireError Of(Failure failure, AgentVersion version)
    {
        var entry = ErrorCatalogue.Find(failure.ErrCode);
        var error = version.SendsErrCode ? Present(entry, version)
            : failure.LegacyCode is { } code ? new WireError(StatusOf(code), code, null)
            : Legacy(entry, version);
        return failure.Status is { } status ? error with { Status = (int)status } : error;
    }

    private static WireError Present(ErrorCatalogue.Entry entry, AgentVersion version)
    {
        var code = entry.ErrCode == DecryptFailed && !version.NumbersDecryptFailure ? 0 : entry.Code;
        return new WireError(entry.Status, code, entry.ErrCode);
    }

    /// <summary>Up to 4.3.0.x there are only numbers, and one number stands for many errors.</summary>
    private static WireError Legacy(ErrorCatalogue.Entry entry, AgentVersion version) => entry.ErrCode switch
    {
        "Security.User.PermissionDenied" => new WireError(401, 10000, null),
        "Task.NotFound" => new WireError(404, 2300, null),
        "Task.CreateFailed" => new WireError(500, 2301, null),
        "Request.File.Missing" => new WireError(500, 1010, null),
        _ when entry.BeforeHandler || entry.Status == 401 => new WireError(401, Authentication, null),
        _ when entry.ErrCode.Contains("UnderMaintenance", StringComparison.Ordinal) => new WireError(500, 1010, null),
        _ => entry.Kind switch
        {
            "badRequest" => new WireError(400, 1000, null),
            "illegalArgument" => new WireError(400, 1001, null),
            "notFound" when version.KnowsNotFound => new WireError(404, 1003, null),
            "notFound" or "known" => new WireError(500, 1010, null),
            _ => new WireError(500, 1002, null),
        },
    };

    /// <summary>Returns the status of a number: agent/errors/errorcode.go at 4.3.0.</summary>
    private static int StatusOf(int legacyCode) => legacyCode switch
    {
        1000 or 1001 => 400,
        1003 or 2300 => 404,
        10000 or Authentication => 401,
        _ => 500,
    };
}
