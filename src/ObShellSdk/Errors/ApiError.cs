using System.Text.Json;

namespace ObShellSdk;

/// <summary>The error that an agent puts into its answer.</summary>
/// <remarks>
/// Decide by <see cref="ErrCode"/>, never by <see cref="Message"/>: the message is translated and made for people. Agents before
/// 4.3.1 know only the number <see cref="Code"/>. Secrets that a message or sub-error may echo are masked.
/// </remarks>
public sealed record ApiError
{
    /// <summary>The code of the older code system, a number, as text and exactly as the agent sent it; <c>0</c> if it sent none (most errors since 4.3.1).</summary>
    public string Code { get; init => field = value ?? "0"; } = "0";

    /// <summary>The dotted code, such as <c>OB.Tenant.NotExist</c>; empty from agents before 4.3.1. See <see cref="ObShellErrorCodes"/>.</summary>
    public string ErrCode { get; init => field = value ?? ""; } = "";

    /// <summary>The agent's own sentence, in the language that the request asked for (English by default).</summary>
    public string Message { get; init => field = value ?? ""; } = "";

    /// <summary>Details, such as one per refused field; of no fixed shape, usually none.</summary>
    public IReadOnlyList<JsonElement> SubErrors { get; init => field = value ?? []; } = [];

    /// <summary>The code and the message.</summary>
    public override string ToString() => $"{(ErrCode.Length > 0 ? ErrCode : Code)}: {Message}";
}
