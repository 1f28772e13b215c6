using System.Text.Json;
using CsCheck;
using ObShellSdk.Serialization;

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
    public void A_part_that_would_break_out_of_a_location_is_refused_and_not_repeated(string part)
    {
        foreach (Func<StorageUri> build in (Func<StorageUri>[])
        [
            () => StorageUri.File("/" + part + (part.Length == 0 ? " " : "")),
            () => StorageUri.Oss(part, "h", "i", "k"),
            () => StorageUri.Oss("b", part, "i", "k"),
            () => StorageUri.S3("b", "h", part, "k"),
            () => StorageUri.S3("b", "h", "i", part),
            () => StorageUri.Cos("b", "h", "i", "k", part),
        ])
        {
            var error = Assert.ThrowsAny<ArgumentException>(build);
            Assert.True(part.Length == 0 || !error.Message.Contains(part, StringComparison.Ordinal));
        }

        Assert.Throws<ArgumentException>(() => StorageUri.File("relative"));
    }

    [Fact]
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
