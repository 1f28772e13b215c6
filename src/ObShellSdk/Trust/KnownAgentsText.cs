using System.Globalization;

namespace ObShellSdk.Trust;

/// <summary>An agent in the file, with the number of its line.</summary>
internal readonly record struct KnownAgentLine(int Line, string Agent, string Fingerprint);

/// <summary>The text of the known-agents file: a line for each key, <c>host:port fingerprint</c>; empty lines and comments (<c>#</c>) are skipped.</summary>
internal static class KnownAgentsText
{
    private const string Head = "# Keys of obshell agents: host:port and the SHA-256 of the public key. To trust another key of an agent, compare it on its host and write it in place of the old one.\n";

    private static readonly char[] _blanks = [' ', '\t'];

    /// <exception cref="InvalidDataException">A line cannot be read; the message names the line and its format.</exception>
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
                        $"Line {i + 1} of the known-agents file {path} must hold host:port, a space and a fingerprint. {Fingerprints.Rule} Correct or remove the line."));
            }
        }

        return agents;
    }

    public static string With(string text, AgentKeyInfo key)
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
