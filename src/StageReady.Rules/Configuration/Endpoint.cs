using System.Net;
using System.Net.Sockets;

namespace StageReady.Configuration;

/// <summary>A place in the network that a value names.</summary>
/// <param name="Host">As it is written, without the brackets of an IPv6 address. For a database server also <c>.</c>, <c>(local)</c> and <c>(localdb)</c>.</param>
/// <param name="Port">As it is written, or the default of http and https; null if the value does not say.</param>
internal sealed record Endpoint(string Host, string? Port);

/// <summary>Which hosts are the machine itself.</summary>
internal static class LocalHost
{
    /// <summary>localhost and all below it (RFC 6761), 127.0.0.0/8, ::1.</summary>
    public static bool IsLoopback(string host)
    {
        host = host.TrimEnd('.');
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || host.Equals("localhost.localdomain", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!IPAddress.TryParse(host, out var address))
            return false;

        // Short forms such as 127.1 are as likely a version number.
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? IPAddress.IsLoopback(address) || (address.IsIPv4MappedToIPv6 && IPAddress.IsLoopback(address.MapToIPv4()))
            : IPAddress.IsLoopback(address) && host.Count(character => character == '.') == 3;
    }

    /// <summary>Loopback, the machine around a container, and the names that SQL Server's clients have for this machine.</summary>
    public static bool IsLocal(string host) =>
        IsLoopback(host)
        || host.Equals("host.docker.internal", StringComparison.OrdinalIgnoreCase)
        || host == "."
        || host.Equals("(local)", StringComparison.OrdinalIgnoreCase)
        || host.Equals("(localdb)", StringComparison.OrdinalIgnoreCase);
}
