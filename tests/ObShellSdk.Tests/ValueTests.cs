using CsCheck;
using ObShellSdk.Backup;
using ObShellSdk.Serialization;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests;

/// <summary>The small types that every room uses.</summary>
public sealed class ValueTests
{
    private static readonly string[] _parameters = ["access_key", "access_id", "token", "x", ""];

    [Fact]
    public void An_SCN_is_nanoseconds_since_1970()
    {
        var scn = new Scn(1728727696264250400);

        Assert.Equal(new DateTimeOffset(2024, 10, 12, 10, 8, 16, 264, TimeSpan.Zero).AddTicks(2504), scn.ToDateTimeOffset());
        Assert.Equal(new Scn(1728727696264250400), Scn.FromDateTimeOffset(scn.ToDateTimeOffset()!.Value));
        Assert.Equal("1728727696264250400", scn.ToString());
        Assert.Null(default(Scn).ToDateTimeOffset());
        Assert.Null(new Scn(-1).ToDateTimeOffset());
        Assert.True(new Scn(1) < new Scn(2) && new Scn(2) >= new Scn(2));
    }

    [Fact]
    public void An_SCN_holds_any_moment_that_64_bits_can()
    {
        Gen.Long[1, long.MaxValue].Sample(
            number => new Scn(number).ToDateTimeOffset() is { } moment && Scn.FromDateTimeOffset(moment).Value == number / 100 * 100,
            iter: 500, seed: "0004KeIHqXn1", threads: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Scn.FromDateTimeOffset(DateTimeOffset.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scn.FromDateTimeOffset(new DateTimeOffset(1969, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("oss://b/p?host=h&access_id=ID1&access_key=KEY1", "oss://b/p?host=h&access_id=***&access_key=***")]
    [InlineData("s3://b/p?Host=h&ACCESS_KEY=KEY1&s3_region=r&new_secret_thing=x", "s3://b/p?Host=h&ACCESS_KEY=***&s3_region=r&new_secret_thing=***")]
    [InlineData("cos://b?KEY1", "cos://b?***")]
    [InlineData("https://user:KEY1@host/p", "https://***@host/p")]
    [InlineData("file:///backup/dir", "file:///backup/dir")]
    [InlineData("", "")]
    public void A_storage_location_prints_only_what_is_known_to_be_harmless(string location, string printed)
    {
        StorageUri uri = location;

        Assert.Equal(printed, uri.ToString());
        Assert.Equal(location, uri.Reveal());
    }

    [Fact]
    public void Locations_of_every_kind_are_put_together_whole_and_printed_without_keys()
    {
        StorageUri[] locations =
        [
            StorageUri.File("/backup/dir"),
            StorageUri.Oss("bucket/p", "oss.example.com", "ID", "KEY/+="),
            StorageUri.Cos("bucket/p", "cos.example.com", "ID", "KEY", "125"),
            StorageUri.S3("bucket/p", "s3.example.com", "ID", "KEY", "us-east-1"),
            StorageUri.Obs("bucket/p", "obs.example.com", "ID", "KEY"),
        ];

        Assert.Equal(
            [
                "file:///backup/dir",
                "oss://bucket/p?host=oss.example.com&access_id=ID&access_key=KEY/+=",
                "cos://bucket/p?host=cos.example.com&access_id=ID&access_key=KEY&appid=125",
                "s3://bucket/p?host=s3.example.com&access_id=ID&access_key=KEY&s3_region=us-east-1",
                "s3://bucket/p?host=obs.example.com&access_id=ID&access_key=KEY",
            ],
            locations.Select(location => location.Reveal()));
        Assert.Equal(["file", "oss", "cos", "s3", "s3"], locations.Select(location => location.Scheme));
        Assert.All(locations, location => Assert.DoesNotContain("KEY", location.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a&access_key=other")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a\nb")]
    [InlineData("a\\b")]
    [InlineData("a\"b")]
    [Shows(Promise.PartsStayInLocations)]
    public void A_part_that_would_break_out_of_a_location_is_refused_and_not_repeated(string part)
    {
        foreach (Func<StorageUri> build in (Func<StorageUri>[])
        [
            () => StorageUri.File("/" + part + (part.Length == 0 ? " " : "")),
            () => StorageUri.Oss(part, "h", "i", "k"),
            () => StorageUri.Oss("b/p", part, "i", "k"),
            () => StorageUri.S3("b/p", "h", part, "k"),
            () => StorageUri.S3("b/p", "h", "i", part),
            () => StorageUri.Cos("b/p", "h", "i", "k", part),
            () => StorageUri.Oss("b/p", "h", "i", "k").WithOption("delete_mode", part),
            () => StorageUri.Oss("b/p", "h", "i", "k").WithOption(part, "v"),
        ])
        {
            var error = Assert.ThrowsAny<ArgumentException>(build);
            Assert.True(part.Length == 0 || !error.Message.Contains(part, StringComparison.Ordinal));
        }

        Assert.Throws<ArgumentException>(() => StorageUri.File("relative"));
    }

    [Theory]
    [InlineData("file:///backup/{tenant}", null)]
    [InlineData("oss://b/p?host=h&access_id=i&access_key=PLANTED", null)]
    [InlineData("cos://b/p?host=h&access_id=i&access_key=PLANTED&appid=1", null)]
    [InlineData("", "it must begin with file://")]
    [InlineData("/PLANTED", "it must begin with file://")]
    [InlineData("obs://b/p?access_key=PLANTED", "OBS: s3://")]
    [InlineData("file://PLANTED", "absolute path")]
    [InlineData("file:///PLANTED?a=b", "without '?'")]
    [InlineData("s3://PLANTED", "bucket/path?host=")]
    [InlineData("cos://b/p?host=h&access_key=PLANTED", "appid=")]
    [InlineData("oss://b/p?access_key=PLANTED;x", "must not contain")]
    [InlineData("oss://b/p?access_key=PLANTED x", "must not contain w")]
    public void A_location_that_somebody_wrote_is_read_or_refused_with_what_is_allowed(string location, string? allowed)
    {
        bool isRead = StorageUri.TryParse(location, out StorageUri? read);

        Assert.Equal(allowed is null, isRead);
        Assert.Equal(allowed is null ? location : null, read?.Reveal());
        if (allowed is null)
        {
            Assert.Equal(read, StorageUri.Parse(location));
            return;
        }

        string message = Assert.Throws<ArgumentException>(() => StorageUri.Parse(location)).Message;
        Assert.Contains(allowed, message, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", message, StringComparison.Ordinal);
        Assert.False(StorageUri.TryParse(null, out _));
    }

    [Theory]
    [InlineData("%41")]
    [InlineData("a;b")]
    public void A_value_that_agents_would_unescape_on_some_ways_only_is_refused(string value)
    {
        Assert.Throws<ArgumentException>(() => StorageUri.Oss("b/p", "h", "i", value));
        Assert.Throws<ArgumentException>(() => StorageUri.S3("b/p", "h", "i", "k", value));
    }

    [Theory]
    [InlineData("bucket")]
    [InlineData("bucket/")]
    [InlineData("/bucket")]
    public void A_location_in_a_cloud_has_a_bucket_and_a_path(string bucketAndPath) =>
        Assert.Throws<ArgumentException>(() => StorageUri.Oss(bucketAndPath, "h", "i", "k"));

    [Fact]
    public void Options_are_added_once_with_values_that_the_database_knows()
    {
        StorageUri location = StorageUri.S3("b/p", "h", "i", "k", "r").WithOption("delete_mode", "tagging").WithOption("checksum_type", "md5").WithOption("addressing_model", "path_style");

        Assert.Equal("s3://b/p?host=h&access_id=i&access_key=k&s3_region=r&delete_mode=tagging&checksum_type=md5&addressing_model=path_style", location.Reveal());
        Assert.EndsWith("&delete_mode=tagging&checksum_type=md5&addressing_model=path_style", location.ToString(), StringComparison.Ordinal);
        Assert.Contains("delete or tagging", Assert.Throws<ArgumentException>(() => StorageUri.Oss("b/p", "h", "i", "k").WithOption("delete_mode", "shred")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => location.WithOption("delete_mode", "delete"));
        Assert.Throws<ArgumentException>(() => location.WithOption("access_key", "other"));
        Assert.Throws<ArgumentException>(() => location.WithOption("Upper", "x"));
        Assert.Throws<InvalidOperationException>(() => StorageUri.File("/backup").WithOption("delete_mode", "delete"));
    }

    [Theory]
    [InlineData("file:///backup/dir", "")]
    [InlineData("oss://b/p?host=h&access_id=i&access_key=K/+=", "")]
    [InlineData("cos://b/p?host=h&access_id=i&access_key=k&appid=1", "")]
    [InlineData("s3://b/p?host=h&access_id=i&access_key=k", "")]
    [InlineData("/backup", "file://")]
    [InlineData("FILE:///backup", "file://")]
    [InlineData("obs://b/p?host=PLANTED", "OBS: s3://")]
    [InlineData("file://backup", "absolute path")]
    [InlineData("file:///backup?PLANTED", "absolute path")]
    [InlineData("oss://b?host=PLANTED", "bucket/path?host")]
    [InlineData("oss://b/p", "bucket/path?host")]
    [InlineData("oss://b/p?", "bucket/path?host")]
    [InlineData("cos://b/p?host=h&access_id=i&access_key=PLANTED", "appid")]
    [InlineData("s3://b/p?host=h&access_key=PLANTED;x", "';'")]
    [InlineData("s3://b/p?host=h&access_key=PLANTED\"; DROP", "quotes")]
    public async Task A_location_that_agents_do_not_understand_is_refused_with_what_they_do_understand(string location, string allowed)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Exception? error = await Record.ExceptionAsync(() => client.Backup.UpdateConfigurationAsync("tenant1", new TenantBackupConfiguration { DataBaseUri = location }));

        if (allowed.Length == 0)
        {
            Assert.Null(error);
            return;
        }

        Assert.Contains(allowed, Assert.IsType<ArgumentException>(error).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    [Shows(Promise.NoSecretIsPrinted)]
    public void A_secret_in_a_location_never_survives_printing()
    {
        Gen.Select(Gen.Char["abcXYZ019%/+:="].Array[1, 12], Gen.Int[0, 4].Select(i => _parameters[i]), Gen.Bool).Sample(
            (letters, name, first) =>
            {
                string secret = "S3CR" + new string(letters) + "3T";
                string query = first ? $"{name}={secret}&host=h" : $"host=h&{name}={secret}";
                return !new StorageUri($"oss://bucket/p?{query}").ToString().Contains(secret, StringComparison.Ordinal);
            },
            iter: 500, seed: "0005KeIHqXn1", threads: 1);
    }

    [Fact]
    [Shows(Promise.NoSecretIsPrinted)]
    public void A_secret_prints_stars_and_travels_whole()
    {
        Secret secret = "planted";

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Equal("planted", secret.Reveal());
        Assert.Equal(new Secret("planted"), secret);
        Assert.Equal("password", ObShellCredential.FromPassword("planted").ToString());
        Assert.Equal("password and agent password", ObShellCredential.FromPasswords("planted", "planted").ToString());
    }

    [Fact]
    public void The_options_of_the_wire_are_the_clients_own_and_cannot_be_changed()
    {
        Assert.True(ObShellJson.Options.IsReadOnly);
        Assert.Throws<NotSupportedException>(() => ObShellJson.TypeInfo<Version>());
        Assert.Throws<InvalidOperationException>(() => ObShellJson.Options.Converters.Add(new ScnConverter()));
    }
}
