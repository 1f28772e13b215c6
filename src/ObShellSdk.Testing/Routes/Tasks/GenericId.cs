using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes.Tasks;

/// <summary>An id as clients see it: a digit for the kind, the agent's address for local kinds, and the number.</summary>
internal readonly record struct GenericId(char Kind, IPAddress? Ip, int Port, long Number)
{
    private const int PortDigits = 5;

    public bool IsLocal => Kind != '1';

    public bool IsObProxy => Kind is '4' or '5';

    public bool BelongsTo(AgentState agent) => !IsLocal || (agent.Port == Port && IPAddress.Parse(agent.ReportedIp).Equals(Ip));

    /// <summary>Finds the agent of the id; null if there is none, or the task belongs to the cluster.</summary>
    public AgentState? FindOwner(Simulation simulation) => IsLocal ? simulation.Agents.FirstOrDefault(BelongsTo) : null;

    public static string Write(AgentState agent, long number, DagPlan plan)
    {
        if (!plan.IsLocal)
        {
            return string.Create(CultureInfo.InvariantCulture, $"1{number}");
        }

        var ip = IPAddress.Parse(agent.ReportedIp);
        var value = new BigInteger(ip.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
        var address = ip.AddressFamily is AddressFamily.InterNetwork
            ? (plan.IsObProxy ? "4" : "2") + value.ToString("D10", CultureInfo.InvariantCulture)
            : (plan.IsObProxy ? "5" : "3") + value.ToString("D39", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{address}{agent.Port:D5}{number}");
    }

    public static (GenericId Id, Failure? Failure) Parse(string text)
    {
        var kind = text[0];
        var addressDigits = kind switch
        {
            '1' => 0,
            '2' or '4' => 10,
            '3' or '5' => 39,
            _ => -1,
        };
        var start = addressDigits <= 0 ? 1 : 1 + addressDigits + PortDigits;
        if (addressDigits < 0 || text.Length <= start || !long.TryParse(text[start..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return (default, Invalid(text));
        }

        if (addressDigits == 0)
        {
            return (new GenericId(kind, null, 0, number), null);
        }

        var address = ReadAddress(text[1..(1 + addressDigits)], addressDigits == 10 ? 4 : 16);
        return address is not null && int.TryParse(text[(1 + addressDigits)..start], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (new GenericId(kind, address, port, number), null)
            : (default, Invalid(text));
    }

    private static IPAddress? ReadAddress(string digits, int bytes)
        => BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value.ToByteArray(isUnsigned: true, isBigEndian: true) is { } address && address.Length == bytes
            ? new IPAddress(address)
            : null;

    private static Failure Invalid(string text) => Failure.Of("Task.GenericID.Invalid", text);
}
