using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Packages;

namespace ObShellSdk.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<ObShellClientOptions>> BadOptions => new()
    {
        { "Endpoint", options => options.Endpoint = null },
        { "Endpoint", options => options.Endpoint = new Uri("/relative", UriKind.Relative) },
        { "Endpoint", options => options.Endpoint = new Uri("ftp://127.0.0.1:2886") },
        { "Endpoint", options => options.Endpoint = new Uri("http://127.0.0.1:2886/api/v1") },
        { "Endpoint", options => options.Endpoint = new Uri("http://127.0.0.1:2886/?a=b") },
        { "Endpoint", options => options.Endpoint = new Uri("http://127.0.0.1:2886/#a") },
        { "Endpoint", options => options.Endpoint = new Uri("http://root:planted-secret@127.0.0.1:2886") },
        { "PinnedKeyFingerprints", options => options.PinnedKeyFingerprints.Add("") },
        { "PinnedKeyFingerprints", options => options.PinnedKeyFingerprints.Add("abc") },
        { "PinnedKeyFingerprints", options => options.PinnedKeyFingerprints.Add(new string('g', 64)) },
        { "KnownAgentsFile", options => options.KnownAgentsFile = "" },
        { "KnownAgentsFile", options => options.KnownAgentsFile = Path.GetTempPath() },
        { "MinimumKeyBits", options => options.MinimumKeyBits = 511 },
        { "MinimumKeyBits", options => options.MinimumKeyBits = 4097 },
        { "Endpoint", options => options.Endpoint = new Uri("unix://") },
        { "Endpoint", options => options.Endpoint = new Uri("unix:///") },
        { "Endpoint", options => options.Endpoint = new Uri("unix://home/obshell.sock") },
        { "Endpoint", options => options.Endpoint = new Uri("unix:///run/") },
        { "Endpoint", options => options.Endpoint = new Uri("unix:///run/obshell.sock?a=b") },
        { "Endpoint", options => options.Endpoint = new Uri($"unix:///run/{new string('x', 200)}") },
        { "DiscoverAgents", options => (options.Endpoint, options.DiscoverAgents) = (new Uri("unix:///run/obshell.sock"), true) },
        { "PinnedCertificateFingerprints", options => PinCertificate(options, "abc") },
        { "PinnedCertificateFingerprints", options => PinCertificate(options, new string('0', 64)) },
        { "PinnedCertificateFingerprints", options => (PinCertificate(options, new string('0', 64)).Endpoint, options.Transport) = (new Uri("https://127.0.0.1"), new SocketsHttpHandler()) },
        {
            "PinnedCertificateFingerprints", options => (PinCertificate(options, new string('0', 64)).Endpoint, options.ServerCertificateValidation) =
                (new Uri("https://127.0.0.1"), (_, _, _, errors) => errors == System.Net.Security.SslPolicyErrors.None)
        },
        { "ClientCertificates", options => options.ClientCertificates.Add(WithoutKey()) },
        { "Transport", options => options.Transport = new HttpClientHandler() },
        { "Transport", options => options.Transport = new UploadWire { InnerHandler = new SocketsHttpHandler() } },
        { "Language", options => options.Language = "de-DE" },
        { "HeaderLifetime", options => options.HeaderLifetime = TimeSpan.FromSeconds(-1) },
        { "MaxResponseBytes", options => options.MaxResponseBytes = 0 },
        { "Retry.MaxAttempts", options => options.Retry.MaxAttempts = 0 },
        { "Retry.MaxAttempts", options => options.Retry.MaxAttempts = 11 },
        { "Retry.BaseDelay", options => options.Retry.BaseDelay = TimeSpan.FromSeconds(-1) },
        { "Retry.MaxDelay", options => options.Retry.MaxDelay = TimeSpan.FromDays(1) },
        { "Retry.AttemptTimeout", options => options.Retry.AttemptTimeout = TimeSpan.Zero },
        { "Retry.TotalTimeout", options => options.Retry.TotalTimeout = TimeSpan.FromSeconds(-5) },
    };

    [Theory]
    [MemberData(nameof(BadOptions), DisableDiscoveryEnumeration = true)]
    [Shows(Promise.PinsAreLookedAt)]
    [Shows(Promise.NoHandlerThatRedirects)]
    [Shows(Promise.NoPasswordInEndpoints)]
    public void A_bad_option_is_named_before_anything_is_sent(string name, Action<ObShellClientOptions> spoil)
    {
        var options = new ObShellClientOptions { Endpoint = new Uri("http://127.0.0.1:2886") };
        spoil(options);

        var error = Assert.ThrowsAny<ArgumentException>(() => new ObShellClient(options));

        Assert.Equal(name, error.ParamName);
        Assert.DoesNotContain("planted-secret", error.ToString(), StringComparison.Ordinal);
    }

    private static ObShellClientOptions PinCertificate(ObShellClientOptions options, string pin)
    {
        options.PinnedCertificateFingerprints.Add(pin);
        return options;
    }

    private static X509Certificate2 WithoutKey()
    {
        using var key = ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadCertificate(certificate.RawData);
    }

    [Fact]
    public void The_short_form_refuses_what_the_options_refuse()
    {
        Assert.Throws<ArgumentException>(() => new ObShellClient((Uri)null!));
        Assert.Throws<ArgumentException>(() => new ObShellClient(new Uri("host:2886", UriKind.RelativeOrAbsolute)));
        Assert.Throws<ArgumentNullException>(() => ObShellCredential.FromPassword(null!));
        Assert.Throws<ArgumentNullException>(() => ObShellCredential.FromProvider(null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    [InlineData("line\nbreak")]
    [InlineData("ü")]
    public void A_trace_id_that_no_header_could_carry_is_refused(string traceId) =>
        Assert.Throws<ArgumentException>(() => new ObShellCallOptions { TraceId = traceId });

    [Fact]
    public void A_time_out_of_a_call_has_the_limits_of_the_options()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ObShellCallOptions { Timeout = TimeSpan.Zero });
        Assert.Equal(Timeout.InfiniteTimeSpan, new ObShellCallOptions { Timeout = Timeout.InfiniteTimeSpan }.Timeout);
    }

    [Fact]
    public async Task Options_that_change_later_do_not_change_the_client()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var options = new ObShellClientOptions { Endpoint = agent.Endpoint, Credential = ObShellCredential.FromPassword(TestClients.Password) };
        using var client = new ObShellClient(options);

        options.Endpoint = new Uri("http://127.0.0.1:1");
        options.PinnedKeyFingerprints.Add(new string('0', 64));
        options.Retry.MaxAttempts = 99;

        await client.Backup.GetOverviewAsync("tenant1");
    }
}
