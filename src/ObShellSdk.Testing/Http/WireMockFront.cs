using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;

namespace ObShellSdk.Testing.Http;

/// <summary>The HTTP server: WireMock.Net between our middleware and our stub.</summary>
internal sealed class WireMockFront
{
    private const int OneMebibyte = 1024 * 1024;

    private static readonly Guid _stubId = new("0b5e1100-0000-4000-8000-000000000001");

    private readonly OperationStub _stub;

    private WireMockFront(OperationStub stub, WireMockServerSettings settings)
    {
        _stub = stub;
        Server = WireMockServer.Start(settings);
        EnsureStub(Server);
    }

    public WireMockServer Server { get; }

    /// <summary>Starts the server and blocks until it has started.</summary>
    public static WireMockFront Start(IPEndPoint address, TlsSetup tls, LiveConnections connections, AgentMiddleware middleware, OperationStub stub)
    {
        WireMockFront? front = null;
        var settings = new WireMockServerSettings
        {
            Urls = [$"{(tls.Certificate is null ? "http" : "https")}://{address}"],
            Logger = new WireMockNullLogger(),

            // Bodies are decrypted here, so they are kept only if a test asks WireMock to.
            MaxRequestLogCount = 0,
            AllowBodyForAllHttpMethods = true,
            DisableRequestBodyDecompressing = true,

            // WireMock would override the mode of the defaults.
            ClientCertificateMode = tls.ClientAuthority is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate,
            AdditionalServiceRegistration = services => services.Configure<KestrelServerOptions>(kestrel =>
            {
                MatchGo(kestrel);
                kestrel.ConfigureEndpointDefaults(endpoint =>
                {
                    endpoint.Use(connections.Track);
                    if (tls.Certificate is not null)
                    {
                        endpoint.Use(PlainHttpRefusal.Guard);
                    }
                });

                // Not by WireMock's settings: it logs these as JSON and fails on the key.
                kestrel.ConfigureHttpsDefaults(tls.Apply);
            }),
            PreWireMockMiddlewareInit = builder => ((IApplicationBuilder)builder).Use(next => context => middleware.InvokeAsync(context, inner =>
            {
                if (front is not null)
                {
                    front.EnsureStub(front.Server);
                }

                return next(inner);
            })),
        };
        try
        {
            front = new WireMockFront(stub, settings);
            return front;
        }
        catch (Exception exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } or AddressInUseException)
        {
            throw new IOException($"Port {address.Port} of {address.Address} is in use.", exception);
        }
        catch (Exception exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressNotAvailable })
        {
            throw new ArgumentException($"The address to listen on must be one of this host, but was {address.Address}.", exception);
        }
    }

    public void Stop() => Server.Stop();

    /// <summary>Applies the limits and headers of the agent's own HTTP server.</summary>
    private static void MatchGo(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = OneMebibyte;
        kestrel.Limits.MaxRequestLineSize = OneMebibyte;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
    }

    /// <summary>Adds the stub again, because a test that resets WireMock's mappings does not mean the agent's.</summary>
    private void EnsureStub(WireMockServer server)
    {
        if (!server.Mappings.Any(mapping => mapping.Guid == _stubId))
        {
            server.Given(Request.Create().UsingAnyMethod()).WithGuid(_stubId).AtPriority(int.MaxValue).RespondWith(_stub);
        }
    }
}
