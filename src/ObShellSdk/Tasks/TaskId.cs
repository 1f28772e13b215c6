using System.Buffers;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json;
using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>
/// What a generic task id says: the first digit is the kind (1 of the cluster; 2 and 3 of one agent; 4 and 5 of the OBProxy beside one agent), and all but
/// those of the cluster name the agent (10 or 39 digits of address, 5 of port).
/// </summary>
internal static class TaskId
{
    // Those of agents have some 60.
    private const int Longest = 128;

    private static readonly SearchValues<char> _characters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.:");

    public static void ThrowIfNone(string id, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, name);
        if (id.Length is < 2 or > Longest || id[0] is < '1' or > '5' || !id.All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"A generic task id must be 2 to {Longest} digits that begin with 1 to 5, as the agent returns it in id (not dag_id).", name);
        }
    }

    /// <summary>The id of a DAG as an agent gave it: it becomes part of paths and of messages.</summary>
    /// <exception cref="JsonException">It is no text of a few letters, digits and signs that mean nothing in a path.</exception>
    public static string Read(string? id) =>
        id is null ? ""
        : id.Length <= Longest && id.Trim('.').Length == id.Length && !id.AsSpan().ContainsAnyExcept(_characters) ? id
        : throw new JsonException("The id of a DAG must consist of letters, digits and '-', '_', '.', ':'.");

    /// <summary>An id as logs and traces may show it: agents make ids of digits, and anything else may be a secret. Empty then.</summary>
    public static string Shown(string id) => id.All(char.IsAsciiDigit) ? id : "";

    /// <summary>
    /// How a task is reached. Those of the cluster are known to every agent, and those of one agent through every other; of an OBProxy only its own agent
    /// tells, and only for its own password.
    /// </summary>
    /// <param name="connection">The client's connection.</param>
    /// <param name="id">The id; empty for none.</param>
    /// <param name="atOwner">Whether the agent that owns the task must be asked itself.</param>
    public static FacetConnection Reach(ObShellConnection connection, string id, bool atOwner = false)
    {
        bool isObProxy = id is ['4' or '5', ..];
        ObShellConnection reached = (isObProxy || atOwner) && Owner(id) is { } owner ? connection.Owning(owner) : connection;
        return reached.ForFacet<TaskJson>().With(isObProxy ? OperationTraits.UsesAgentPassword : OperationTraits.None);
    }

    private static IPEndPoint? Owner(string id)
    {
        (int digits, int bytes) = id is ['2' or '4', ..] ? (10, 4) : id is ['3' or '5', ..] ? (39, 16) : (0, 0);
        if (digits == 0 || id.Length <= 1 + digits + 5 || !id.All(char.IsAsciiDigit))
        {
            return null;
        }

        var value = BigInteger.Parse(id.AsSpan(1, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        byte[] address = new byte[bytes];
        byte[] significant = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        int port = int.Parse(id.AsSpan(1 + digits, 5), CultureInfo.InvariantCulture);
        if (significant.Length > bytes || port > IPEndPoint.MaxPort)
        {
            return null;
        }

        significant.CopyTo(address, bytes - significant.Length);
        return new IPEndPoint(new IPAddress(address), port);
    }
}
