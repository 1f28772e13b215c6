using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using ObShellSdk.Backup;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Http;
using ObShellSdk.Serialization;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Hostile;

/// <summary>What comes from outside may be anything. See <see cref="Fuzz"/> for longer runs.</summary>
public sealed class FuzzTests
{
    private static readonly string[] _strangers =
    [
        "null", "true", "[]", "{}", "\"\"", "\"x\"", "-1", "0", "1e999", "1e400", "-1e400", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "0.1",
        "99999999999999999999999999999999999999999999", "\"9999-99-99T99:99:99Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.999999999-14:00\"", "\"\\ud800\"", "[[[[[[[[]]]]]]]]",
    ];

    private static readonly JsonSerializerOptions _writing = new(ObShellJson.WireOptions) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly Gen<byte[]> _anyBytes = Gen.Byte.Array[0, 300];

    public static TheoryData<string, string> Methods
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach ((PropertyInfo facet, MethodInfo method) in FacetMethods.All)
            {
                rows.Add(facet.Name, method.Name);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    [Shows(Promise.AnyAnswerEndsTheCall)]
    public async Task Whatever_an_agent_answers_a_call_ends_with_a_result_or_an_exception_of_the_client(string facetName, string methodName)
    {
        (PropertyInfo facet, MethodInfo method) = FacetMethods.All.Single(row => row.Facet.Name == facetName && row.Method.Name == methodName);
        for (int number = 0; number < Fuzz.Times(30); number++)
        {
            int seed = Fuzz.Seed + number;
            using var good = new RecordingTransport(new SchemaAnswer(new Random(seed)));
            using var transport = new Mutating(good, new Random(seed));

            (_, Exception? error) = await TryAsync(transport, facet, method);

            Assert.True(error is null or ObShellException || (error is ArgumentException && transport.Sent.Count == 0), $"Seed {seed}: {string.Join('\n', transport.Sent)}\n{error}");
        }
    }

    /// <summary>Data that come before the word of success are read in a step of their own.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Data_are_read_on_the_way_as_they_are_read_in_a_step_of_their_own(string facetName, string methodName)
    {
        (PropertyInfo facet, MethodInfo method) = FacetMethods.All.Single(row => row.Facet.Name == facetName && row.Method.Name == methodName);
        for (int number = 0; number < Fuzz.Times(10); number++)
        {
            int seed = Fuzz.Seed + number;

            Assert.Equal(await ResultAsync(data => $"{{\"data\":{data},\"successful\":true}}"), await ResultAsync(data => $"{{\"successful\":true,\"data\":{data}}}"));

            async Task<string> ResultAsync(Func<string, string> wrap)
            {
                using var good = new RecordingTransport(new SchemaAnswer(new Random(seed)));
                using var transport = new Rewrapping(good, number % 2 == 0 ? null : new Random(seed), wrap);
                (object? result, Exception? error) = await TryAsync(transport, facet, method);
                return error is null ? Written(result) : $"{error.GetType().Name}: {error.Message}";
            }
        }

        static string Written(object? result) =>
            result is null ? "null"
            : _writing.TryGetTypeInfo(result.GetType(), out JsonTypeInfo? type) ? JsonSerializer.Serialize(result, type)
            : result is System.Collections.IEnumerable items ? string.Join('\n', items.Cast<object?>().Select(Written))
            : result.GetType().Name;
    }

    [Fact]
    public void An_envelope_is_read_or_refused_as_JSON_is() =>
        _anyBytes.Check(bytes => Allow<JsonException>(() => Envelope.Read(bytes, default, ObShellJson.TypeInfo<TenantBackupOverview>(), out _)), 3000);

    [Fact]
    public void A_key_is_imported_or_refused() => _anyBytes.Check(bytes => Allow<CryptographicException>(() => SealingKey.Import(bytes)), 300);

    [Fact]
    public void A_damaged_key_is_imported_or_refused()
    {
        using RSA rsa = RSA.Create(1024);
        byte[] key = rsa.ExportRSAPublicKey();
        Gen.Select(Gen.Int[0, key.Length - 1], Gen.Byte).Check(
            damage => Allow<CryptographicException>(() => SealingKey.Import([.. key[..damage.Item1], damage.Item2, .. key[(damage.Item1 + 1)..]]).Encrypt(new byte[300])), 300);
    }

    [Theory]
    [InlineData(16384, 65537)]
    [InlineData(1024, 1)]
    [InlineData(1024, 2)]
    [InlineData(1024, -1)]
    public void A_key_that_takes_for_ever_or_hides_nothing_is_refused(int bits, long exponent)
    {
        byte[] modulus = [0x7f, .. Enumerable.Repeat((byte)0xff, (bits / 8) - 1)];
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new System.Numerics.BigInteger(modulus, isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(exponent < 0 ? new System.Numerics.BigInteger(modulus, isUnsigned: true, isBigEndian: true) - 2 : exponent);
        }

        Assert.Throws<CryptographicException>(() => SealingKey.Import(writer.Encode()));
    }

    [Fact]
    [Shows(Promise.AnyAnswerEndsTheCall)]
    public void Every_member_of_every_record_takes_a_value_or_refuses_it_as_JSON()
    {
        int members = 0;
        foreach (Type type in typeof(ObShellClient).Assembly.GetExportedTypes().Where(type => !type.ContainsGenericParameters))
        {
            if (!ObShellJson.WireOptions.TryGetTypeInfo(type, out JsonTypeInfo? info))
            {
                continue;
            }

            foreach (string member in info.Properties.Select(property => $"{{\"{property.Name}\":").DefaultIfEmpty(""))
            {
                members++;
                Assert.All(_strangers, stranger => Allow<JsonException, FormatException, InvalidOperationException>(
                    () => Read(member.Length == 0 ? stranger : $"{member}{stranger}}}", info)));
            }
        }

        Assert.True(members > 900, $"{members} members");

        static object? Read(string json, JsonTypeInfo info)
        {
            try
            {
                return JsonSerializer.Deserialize(json, info);
            }
            catch (NotSupportedException onlyWritten) when (onlyWritten.Message.Contains("Deserialization of types without", StringComparison.Ordinal))
            {
                return null;
            }
        }
    }

    [Fact]
    public void An_interval_is_read_or_refused_and_written_as_it_was_read() => Texts("0123456789dhmsu ").Check(text =>
    {
        if (ObInterval.TryParse(text, out ObInterval interval))
        {
            Assert.Equal(interval, ObInterval.Parse(interval.ToString()));
        }
        else
        {
            Assert.Throws<ArgumentException>(() => ObInterval.Parse(text));
        }
    });

    [Fact]
    public void A_size_is_read_or_refused_and_written_as_it_was_read() => Texts("0123456789KMGTPBkmgtpb ").Check(text => Allow<FormatException>(() =>
    {
        var size = ObSize.Parse(text);
        Assert.Equal(size, ObSize.Parse(size.ToString()));
    }));

    [Fact]
    public void A_location_shows_no_value_of_its_query_whatever_it_is() => Gen.Select(Texts("ab:/?&=@%#;"), Texts("ab:/@%#;"), Texts("ab:/?&=@%#")).Check(parts =>
    {
        const string Key = "thekey4711";
        StorageUri location = $"oss://{parts.Item1}?{parts.Item2}x={Key}&{parts.Item3}";

        Assert.DoesNotContain(Key, location.ToString(), StringComparison.Ordinal);
        Assert.Equal(parts.Item1, location.Reveal()[6..(6 + parts.Item1.Length)]);
        Allow<ArgumentException>(() => location.Validate("Data", "request"));
    });

    [Fact]
    [Shows(Promise.NamesStayInTheirSegment)]
    [Shows(Promise.NamesLeadNowhereElse)]
    public void A_name_is_one_segment_or_refused() => Gen.OneOf(Gen.String, Texts("ab/\\.%2F?#")).Check(name => Allow<ArgumentException>(() =>
    {
        ApiPath path = $"/api/v1/tenant/{name}/lock";
        (string target, string template) = path.Complete();
        string[] segments = target.Split('/');
        Assert.Equal(6, segments.Length);
        Assert.Equal(6, Uri.UnescapeDataString(target).Split('/').Length);
        Assert.Equal(name, Uri.UnescapeDataString(segments[4]));
        Assert.True(target.All(letter => letter is > ' ' and < '\x7f'));
        Assert.Equal("/api/v1/tenant/{name}/lock", template);
        Assert.Equal(target, new Uri("http://h:1" + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }).PathAndQuery);
    }), 3000);

    [Fact]
    public void A_message_of_an_agent_is_short_in_one_line_and_without_the_secret_whatever_is_around_it() => Gen.Select(Gen.String, Gen.String).Check(around =>
    {
        const string Secret = "s3cr\"t é";
        string text = new SecretMask(ObShellCredential.FromPassword(Secret), null, null).Apply($"{around.Item1}{Secret}{around.Item2} password={Secret[..4]}");

        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("=s3cr", text, StringComparison.Ordinal);
        Assert.True(text.Length <= Redaction.MaxMessageLength + 3);
        Assert.DoesNotContain(text, char.IsControl);
    });

    [Theory]
    [InlineData('a')]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData(':')]
    [InlineData(' ')]
    public void No_message_takes_long_to_be_masked(char letter)
    {
        string[] hostile = [new(letter, 1 << 20), $"password=\"{new string(letter, 1 << 20)}", string.Concat(Enumerable.Repeat("password" + letter, 1 << 16)), string.Concat(Enumerable.Repeat($"a://{letter}@", 1 << 16))];

        Assert.All(hostile, text => Assert.InRange(Redaction.Message(text).Length, 1, Redaction.MaxMessageLength * 2));
    }

    private static async Task<(object? Result, Exception? Error)> TryAsync(HttpMessageHandler transport, PropertyInfo facet, MethodInfo method)
    {
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = new Uri("http://127.0.0.1:2886"), Transport = transport, DisableEncryption = true, Retry = { MaxAttempts = 1 },
        });
        object?[] arguments = [.. method.GetParameters().Select(Contract.Samples.Argument)];
        object? result = null;
        Exception? error = await Record.ExceptionAsync(async () => result = await FacetMethods.InvokeAsync(client, facet, method, arguments).WaitAsync(TestClients.Patience));
        return (result, error);
    }

    /// <summary>Another value after the next colon.</summary>
    private static byte[] Replace(byte[] body, int at, Random chance)
    {
        int start = Array.IndexOf(body, (byte)':', at) + 1;
        int end = start;
        while (end < body.Length && body[end] is not ((byte)',' or (byte)'}' or (byte)']'))
        {
            end++;
        }

        return [.. body[..start], .. Encoding.UTF8.GetBytes(_strangers[chance.Next(_strangers.Length)]), .. body[end..]];
    }

    private static Gen<string> Texts(string letters) => Gen.Char[letters].Array[0, 24].Select(text => new string(text));

    private static void Allow<TException>(Action action)
        where TException : Exception => Allow<TException, TException, TException>(action);

    private static void Allow<T1, T2, T3>(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is T1 or T2 or T3)
        {
        }
    }

    /// <summary>Spoils good answers: bytes changed, cut or repeated, values of another kind, names doubled, statuses mixed up.</summary>
    private sealed class Mutating(HttpMessageHandler inner, Random chance) : DelegatingHandler(inner)
    {
        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            for (int i = chance.Next(4); i >= 0; i--)
            {
                body = Mutate(body);
            }

            Sent.Add(Encoding.UTF8.GetString(body));
            return new HttpResponseMessage(Status()) { Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } } };
        }

        private HttpStatusCode Status() => chance.Next(8) switch { 0 => (HttpStatusCode)chance.Next(200, 599), 1 => HttpStatusCode.NoContent, _ => HttpStatusCode.OK };

        private byte[] Mutate(byte[] body)
        {
            if (body.Length == 0)
            {
                return body;
            }

            int at = chance.Next(body.Length);
            int to = chance.Next(at, body.Length);
            return chance.Next(6) switch
            {
                0 => [.. body[..at], (byte)chance.Next(256), .. body[(at + 1)..]],
                1 => body[..at],
                2 => [.. body[..to], .. body[at..]],
                _ => Replace(body, at, chance),
            };
        }
    }

    /// <summary>Puts the data of good answers, with one strange value or as they are, into other envelopes.</summary>
    private sealed class Rewrapping(HttpMessageHandler inner, Random? chance, Func<string, string> wrap) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            using JsonDocument answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            byte[] data = Encoding.UTF8.GetBytes(answer.RootElement.GetProperty("data").GetRawText());
            data = chance is null ? data : Replace(data, chance.Next(data.Length), chance);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(wrap(Encoding.UTF8.GetString(data)), Encoding.UTF8, "application/json") };
        }
    }
}
