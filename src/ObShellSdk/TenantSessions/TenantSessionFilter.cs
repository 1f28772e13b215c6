using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ObShellSdk.TenantSessions;

/// <summary>Which sessions to list, and in which order. Members that are null do not filter.</summary>
public sealed record TenantSessionFilter
{
    /// <summary>Any part of the user's name.</summary>
    public string? User { get; init; }

    /// <summary>Any part of the database's name.</summary>
    public string? Db { get; init; }

    /// <summary>Any part of the client's address, without port.</summary>
    public string? Host { get; init; }

    /// <summary>One session, from 1.</summary>
    public long? Id { get; init; }

    /// <summary>At one of these observers, as IPv4 address and RPC port: <c>10.0.0.1:2882</c>. The agent understands no IPv6 here. Default: all.</summary>
    public IReadOnlyList<string> Observers { get; init => field = value ?? []; } = [];

    /// <summary>Whether only those that are carrying out a statement. Default: false.</summary>
    public bool ActiveOnly { get; init; }

    /// <summary>By what to sort. Default: <see cref="TenantSessionSortField.Id"/>. What is equal for several sessions can let some come twice and others not at all.</summary>
    public TenantSessionSortField SortBy { get; init; } = TenantSessionSortField.Id;

    /// <summary>Whether the largest come first. Default: false.</summary>
    public bool Descending { get; init; }

    internal void Validate(string name)
    {
        if (Id < 1)
        {
            throw new ArgumentException($"{nameof(Id)} must be at least 1.", name);
        }

        if (!Observers.All(IsAddress))
        {
            throw new ArgumentException($"{nameof(Observers)} must be IPv4 addresses with port, such as 10.0.0.1:2882.", name);
        }
    }

    // The agent passes over what it cannot take apart, and with nothing left it shows the sessions of all observers.
    private static bool IsAddress(string? text) =>
        text?.Split(':') is [{ } ip, { } port]
        && IPAddress.TryParse(ip, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == ip
        && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 65535;
}
