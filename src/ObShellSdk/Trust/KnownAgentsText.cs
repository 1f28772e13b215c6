using System.Globalization;
using ObShellSdk.Http;

namespace ObShellSdk.Trust;

/// <summary>An agent in the file, by the line that it stands on.</summary>
internal readonly record struct KnownAgentLine(int Line, string Agent, string Fingerprint);

/// <summary>What the file of known agents says: a line for each key, <c>host:port fingerprint</c>; empty lines and comments (<c>#</c>) are passed over.</summary>
internal static class KnownAgentsText
{
    private const string Head = "# Keys of obshell agents: host:port and the SHA-256 of the public key. To trust another key of an agent, compare it on its host and write it in place of the old one.\n";

    private static readonly char[] _blanks = [' ', '\t'];

    /// <exception cref="InvalidDataException">A line says nothing that can be understood; which, and what is wanted.</exception>
    public static IReadOnlyList<KnownAgentLine> Read(string text, string path)
    {
        var agents = new List<KnownAgentLine>();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split('#')[0].Split(_blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                agents.Add(words is [var agent, var digits] && IsAddress(agent) && Fingerprints.Read(digits) is { } fingerprint
                    ? new KnownAgentLine(i + 1, agent, fingerprint)
                    : throw new InvalidDataException(
                        $"Line {i + 1} of the file of known agents {path} cannot be understood: it must hold host:port, a blank and a fingerprint. {Fingerprints.Rule} Mend or remove it."));
            }
        }

        return agents;
    }

    public static string With(string text, ObShellAgentKey key)
    {
        string before = text.Length == 0 ? Head : text.EndsWith('\n') ? text : text + "\n";
        return $"{before}{AgentName.HostAndPort(key.Agent)} {key.Fingerprint}\n";
    }

    private static bool IsAddress(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535;
    }
}
