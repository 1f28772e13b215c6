using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>
/// A place where backups lie, such as <c>file:///backup</c> or <c>oss://bucket/path?host=...&amp;access_id=...&amp;access_key=...</c>.
/// </summary>
/// <remarks>
/// The query of a cloud location carries access keys. <see cref="ToString"/> and debuggers see the location with every
/// query value hidden that is not known to be harmless (<c>host</c> and its like stay); <see cref="Reveal"/> gives the whole text.
/// </remarks>
[JsonConverter(typeof(MaskingStorageUriConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public sealed class StorageUri : IEquatable<StorageUri>
{
    private static readonly string[] _clouds = ["oss://", "cos://", "s3://"];

    // Of the options that the database knows, those that take one of a few words.
    private static readonly Dictionary<string, string[]> _valuesOf = new(StringComparer.Ordinal)
    {
        ["delete_mode"] = ["delete", "tagging"],
        ["checksum_type"] = ["no_checksum", "md5", "crc32"],
        ["addressing_model"] = ["virtual_hosted_style", "path_style"],
    };

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Takes a location as the agent writes it; the empty text means none.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public StorageUri(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Takes a location that somebody wrote, once it is sure that agents understand it. Calls that take locations look, too.</summary>
    /// <exception cref="ArgumentException">They do not. What is wrong is said without repeating the location, as it may hold keys.</exception>
    public static StorageUri Parse(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var uri = new StorageUri(location);
        return uri.Flaw() is { } flaw ? throw new ArgumentException($"No location that agents understand: {flaw}.", nameof(location)) : uri;
    }

    /// <summary>Takes a location that somebody wrote, if agents understand it; see <see cref="Parse"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? location, [NotNullWhen(true)] out StorageUri? uri)
    {
        uri = location is not null && new StorageUri(location) is var read && read.Flaw() is null ? read : null;
        return uri is not null;
    }

    /// <summary>A directory that every observer reaches under the same path, such as an NFS mount.</summary>
    /// <param name="path">Absolute, such as <c>/backup</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is relative, or has a character that has a meaning in locations.</exception>
    public static StorageUri File(string path)
    {
        CheckPath(path, nameof(path));
        return path.StartsWith('/') ? new StorageUri("file://" + path) : throw new ArgumentException("The path must be absolute.", nameof(path));
    }

    /// <summary>Alibaba Cloud OSS.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>oss-cn-hangzhou.aliyuncs.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that cannot stand in a location; or there is no path after the bucket.</exception>
    public static StorageUri Oss(string bucketAndPath, string host, string accessId, Secret accessKey) =>
        Cloud("oss", bucketAndPath, host, accessId, accessKey, "", null);

    /// <summary>Tencent Cloud COS.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <param name="appId">The APPID of the account.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that cannot stand in a location; or there is no path after the bucket.</exception>
    public static StorageUri Cos(string bucketAndPath, string host, string accessId, Secret accessKey, string appId)
    {
        CheckValue(appId, nameof(appId));
        return Cloud("cos", bucketAndPath, host, accessId, accessKey, "appid", appId);
    }

    /// <summary>Amazon S3, and whatever speaks its protocol.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>s3.us-east-1.amazonaws.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <param name="region">The region, where the endpoint does not tell it. Default: none.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that cannot stand in a location; or there is no path after the bucket.</exception>
    public static StorageUri S3(string bucketAndPath, string host, string accessId, Secret accessKey, string? region = null)
    {
        if (region is not null)
        {
            CheckValue(region, nameof(region));
        }

        return Cloud("s3", bucketAndPath, host, accessId, accessKey, "s3_region", region);
    }

    /// <summary>Huawei Cloud OBS, over its S3 protocol: obshell knows no scheme of its own for it.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>obs.cn-north-4.myhuaweicloud.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that cannot stand in a location; or there is no path after the bucket.</exception>
    public static StorageUri Obs(string bucketAndPath, string host, string accessId, Secret accessKey) => S3(bucketAndPath, host, accessId, accessKey);

    /// <summary>The same location with one more option in its query.</summary>
    /// <param name="name">
    /// Such as <c>delete_mode</c> (<c>delete</c> or <c>tagging</c>: how backups are removed), <c>checksum_type</c> (<c>no_checksum</c>, <c>md5</c> or <c>crc32</c>),
    /// <c>addressing_model</c> (<c>virtual_hosted_style</c> or <c>path_style</c>), <c>s3_region</c>.
    /// </param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The option is there already, the value is none of those, or one of the two cannot stand in a location.</exception>
    /// <exception cref="InvalidOperationException">The location has no query: options are for cloud storage.</exception>
    /// <remarks>
    /// When obshell sets up a backup it hands <c>delete_mode</c> and <c>s3_region</c> on to the database, and drops options that it does not know. A restore hands on
    /// all of them.
    /// </remarks>
    public StorageUri WithOption(string name, string value)
    {
        CheckValue(name, nameof(name));
        CheckValue(value, nameof(value));
        int question = _value.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            throw new InvalidOperationException("A location without a query, such as one of files, takes no options.");
        }

        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_') || OptionNames(_value[(question + 1)..]).Contains(name))
        {
            throw new ArgumentException("An option is named once, in lower-case letters, digits and '_'.", nameof(name));
        }

        return _valuesOf.TryGetValue(name, out string[]? allowed) && !allowed.Contains(value)
            ? throw new ArgumentException($"{name} is {string.Join(" or ", allowed)}.", nameof(value))
            : new StorageUri($"{_value}&{name}={value}");
    }

    /// <summary>The kind of storage: the text before <c>://</c> in lower case (<c>file</c>, <c>oss</c>, <c>s3</c>, <c>cos</c>), or empty.</summary>
    public string Scheme => _value.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? _value[..end].ToLowerInvariant() : "";

    /// <summary>The whole location, access keys included. Keep it out of logs and messages.</summary>
    public string Reveal() => _value;

    /// <summary>The location with its secrets replaced by <c>***</c>.</summary>
    public override string ToString() => Redaction.StorageLocation(_value);

    /// <inheritdoc />
    public bool Equals(StorageUri? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as StorageUri);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>Takes a location; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StorageUri?(string? value) => value is null ? null : new StorageUri(value);

    /// <summary>Whether agents understand the location. What is wrong is said without repeating it, as it holds keys.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void Validate(string member, string parameter)
    {
        if (Flaw() is { } flaw)
        {
            throw new ArgumentException($"{member} is no location that agents understand: {flaw}.", parameter);
        }
    }

    private string? Flaw()
    {
        if (_value.AsSpan().IndexOfAny("'\"\\") >= 0 || _value.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            return "it has no blanks, quotes or backslashes";
        }

        if (_value.StartsWith("file://", StringComparison.Ordinal))
        {
            return _value.StartsWith("file:///", StringComparison.Ordinal) && !_value.Contains('?', StringComparison.Ordinal) ? null : "file:// is followed by an absolute path without '?'";
        }

        string? scheme = Array.Find(_clouds, scheme => _value.StartsWith(scheme, StringComparison.Ordinal));
        if (scheme is null)
        {
            return "it begins with file://, oss://, cos:// or s3:// (OBS: s3://)";
        }

        string[] parts = _value[scheme.Length..].Split('?', 2);
        if (parts is not [var place, { Length: > 0 } query] || !place.Contains('/', StringComparison.Ordinal))
        {
            return $"{scheme} is followed by bucket/path?host=...&access_id=...&access_key=...";
        }

        return query.Contains(';', StringComparison.Ordinal) ? "its query has no ';'"
            : scheme == "cos://" && !OptionNames(query).Contains("appid") ? "cos:// needs appid=... in its query"
            : null;
    }

    private static IEnumerable<string> OptionNames(string query) => query.Split('&').Select(option => option.Split('=')[0]);

    private static StorageUri Cloud(string scheme, string bucketAndPath, string host, string accessId, Secret accessKey, string extraName, string? extra)
    {
        ArgumentNullException.ThrowIfNull(accessKey);
        CheckPath(bucketAndPath, nameof(bucketAndPath));
        CheckValue(host, nameof(host));
        CheckValue(accessId, nameof(accessId));
        CheckValue(accessKey.Reveal(), nameof(accessKey));
        string place = bucketAndPath.TrimStart('/');
        if (place.IndexOf('/', StringComparison.Ordinal) is var slash && (slash <= 0 || slash == place.Length - 1))
        {
            throw new ArgumentException("A bucket and a path in it, such as bucket/backup.", nameof(bucketAndPath));
        }

        string tail = extra is null ? "" : $"&{extraName}={extra}";
        return new StorageUri($"{scheme}://{place}?host={host}&access_id={accessId}&access_key={accessKey.Reveal()}{tail}");
    }

    /// <summary>The database takes a location literally, without unescaping: a separator in it cannot be expressed. The text is not repeated in the message.</summary>
    private static void CheckPath(string value, string name) => Check(value, name, "?&#'\"\\");

    /// <summary>Values are unescaped by obshell on some ways to the database and not on others: what looks escaped cannot be expressed either.</summary>
    private static void CheckValue(string value, string name) => Check(value, name, "?&#'\"\\%;");

    private static void Check(string value, string name, string forbidden)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value.AsSpan().IndexOfAny(forbidden) >= 0 || value.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            throw new ArgumentException($"This part of a location has no blanks and none of {string.Join(' ', forbidden.AsEnumerable())}", name);
        }
    }

    /// <summary>Takes a location, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static StorageUri FromString(string value) => new(value);
}
