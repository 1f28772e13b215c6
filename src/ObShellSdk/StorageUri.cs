using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>
/// A storage location for backups, such as <c>file:///backup</c> or <c>oss://bucket/path?host=...&amp;access_id=...&amp;access_key=...</c>.
/// </summary>
/// <remarks>
/// The query of a cloud location contains access keys. <see cref="ToString"/> and debuggers mask all
/// query values that are not known to be harmless (such as <c>host</c>); <see cref="Reveal"/> returns the whole text.
/// </remarks>
[JsonConverter(typeof(MaskingStorageUriConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public sealed class StorageUri : IEquatable<StorageUri>
{
    private static readonly string[] _clouds = ["oss://", "cos://", "s3://"];

    // The options of the database that accept only certain words.
    private static readonly Dictionary<string, string[]> _valuesOf = new(StringComparer.Ordinal)
    {
        ["delete_mode"] = ["delete", "tagging"],
        ["checksum_type"] = ["no_checksum", "md5", "crc32"],
        ["addressing_model"] = ["virtual_hosted_style", "path_style"],
    };

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Initializes a location from a text that an agent sent, without checking it.</summary>
    /// <param name="value">The location; empty for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public StorageUri(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Parses a location and checks that agents support it. Operations that take locations check it too.</summary>
    /// <param name="location">The location.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ArgumentException"><paramref name="location"/> is null or not supported. The message does not contain the location, which may contain keys.</exception>
    public static StorageUri Parse(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var uri = new StorageUri(location);
        return uri.Flaw() is { } flaw ? throw new ArgumentException($"The location cannot be used: {flaw}.", nameof(location)) : uri;
    }

    /// <summary>Parses a location and checks that agents support it; see <see cref="Parse"/>.</summary>
    /// <param name="location">The location.</param>
    /// <param name="uri">The location, or null if it is not valid.</param>
    /// <returns><see langword="true"/> if the location is valid.</returns>
    public static bool TryParse([NotNullWhen(true)] string? location, [NotNullWhen(true)] out StorageUri? uri)
    {
        uri = location is not null && new StorageUri(location) is var read && read.Flaw() is null ? read : null;
        return uri is not null;
    }

    /// <summary>Creates a location for a directory that all observers mount under the same path, such as an NFS mount.</summary>
    /// <param name="path">The absolute path, such as <c>/backup</c>.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is relative, or has whitespace or one of the characters <c>? &amp; # ' " \</c>.</exception>
    public static StorageUri File(string path)
    {
        CheckPath(path, nameof(path));
        return path.StartsWith('/') ? new StorageUri("file://" + path) : throw new ArgumentException("The path must be absolute.", nameof(path));
    }

    /// <summary>Creates a location in Alibaba Cloud OSS.</summary>
    /// <param name="bucketAndPath">The bucket and the path in it, such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>oss-cn-hangzhou.aliyuncs.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ArgumentException">A value is empty or has a character that a location cannot contain, or there is no path after the bucket.</exception>
    public static StorageUri Oss(string bucketAndPath, string host, string accessId, Secret accessKey) =>
        Cloud("oss", bucketAndPath, host, accessId, accessKey, "", null);

    /// <summary>Creates a location in Tencent Cloud COS.</summary>
    /// <param name="bucketAndPath">The bucket and the path in it, such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <param name="appId">The APPID of the account.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ArgumentException">A value is empty or has a character that a location cannot contain, or there is no path after the bucket.</exception>
    public static StorageUri Cos(string bucketAndPath, string host, string accessId, Secret accessKey, string appId)
    {
        CheckValue(appId, nameof(appId));
        return Cloud("cos", bucketAndPath, host, accessId, accessKey, "appid", appId);
    }

    /// <summary>Creates a location in Amazon S3 or a compatible storage.</summary>
    /// <param name="bucketAndPath">The bucket and the path in it, such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>s3.us-east-1.amazonaws.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <param name="region">The region, or null if the endpoint determines it. Default: null.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ArgumentException">A value is empty or has a character that a location cannot contain, or there is no path after the bucket.</exception>
    public static StorageUri S3(string bucketAndPath, string host, string accessId, Secret accessKey, string? region = null)
    {
        if (region is not null)
        {
            CheckValue(region, nameof(region));
        }

        return Cloud("s3", bucketAndPath, host, accessId, accessKey, "s3_region", region);
    }

    /// <summary>Creates a location in Huawei Cloud OBS, through its S3 protocol: obshell has no scheme for OBS.</summary>
    /// <param name="bucketAndPath">The bucket and the path in it, such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>obs.cn-north-4.myhuaweicloud.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ArgumentException">A value is empty or has a character that a location cannot contain, or there is no path after the bucket.</exception>
    public static StorageUri Obs(string bucketAndPath, string host, string accessId, Secret accessKey) => S3(bucketAndPath, host, accessId, accessKey);

    /// <summary>Returns the location with one more option in its query.</summary>
    /// <param name="name">
    /// The option, such as <c>delete_mode</c> (<c>delete</c> or <c>tagging</c>: how backups are removed), <c>checksum_type</c> (<c>no_checksum</c>, <c>md5</c> or <c>crc32</c>),
    /// <c>addressing_model</c> (<c>virtual_hosted_style</c> or <c>path_style</c>), <c>s3_region</c>, <c>force_path_style</c> (<c>true</c>: obshell tests access to S3 with the bucket in the
    /// path; only without <c>s3_region</c>, and not passed on to the database, which has <c>addressing_model</c> for it).
    /// </param>
    /// <param name="value">The value of the option.</param>
    /// <returns>The new location.</returns>
    /// <exception cref="ArgumentException">The location has the option already, the value is not allowed, or one of the two has a character that a location cannot contain.</exception>
    /// <exception cref="InvalidOperationException">The location has no query: only cloud storage has options.</exception>
    /// <remarks>
    /// When obshell configures a backup, it passes <c>delete_mode</c> and <c>s3_region</c> to the database and drops options that it does not know. A restore passes
    /// all of them.
    /// </remarks>
    public StorageUri WithOption(string name, string value)
    {
        CheckValue(name, nameof(name));
        CheckValue(value, nameof(value));
        int question = _value.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            throw new InvalidOperationException("A location without a query, such as a file location, cannot have options.");
        }

        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_') || OptionNames(_value[(question + 1)..]).Contains(name))
        {
            throw new ArgumentException("An option must consist of lower-case letters, digits and '_', and must not occur twice.", nameof(name));
        }

        return _valuesOf.TryGetValue(name, out string[]? allowed) && !allowed.Contains(value)
            ? throw new ArgumentException($"{name} must be {string.Join(" or ", allowed)}.", nameof(value))
            : new StorageUri($"{_value}&{name}={value}");
    }

    /// <summary>The kind of storage: the text before <c>://</c> in lower case (<c>file</c>, <c>oss</c>, <c>s3</c>, <c>cos</c>), or empty.</summary>
    public string Scheme => _value.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? _value[..end].ToLowerInvariant() : "";

    /// <summary>Returns the whole location, including access keys. Keep it out of logs and messages.</summary>
    /// <returns>The location in clear text.</returns>
    public string Reveal() => _value;

    /// <summary>Returns the location with its secrets replaced by <c>***</c>.</summary>
    /// <returns>The masked text.</returns>
    public override string ToString() => Redaction.StorageLocation(_value);

    /// <summary>
    /// Returns whether both locations are the same place: the same path, apart from trailing slashes, and the same host. Access keys and other options are ignored, because agents
    /// omit them from the locations that they return.
    /// </summary>
    /// <param name="other">The other location.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <returns><see langword="true"/> if both are the same place.</returns>
    public bool IsSamePlaceAs(StorageUri other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Place(_value) == Place(other._value);

        static (string Path, string? Host) Place(string location)
        {
            string[] parts = location.Split('?', 2);
            return (parts[0].TrimEnd('/'), parts.ElementAtOrDefault(1)?.Split('&').FirstOrDefault(option => option.StartsWith("host=", StringComparison.Ordinal)));
        }
    }

    /// <inheritdoc />
    public bool Equals(StorageUri? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as StorageUri);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>Converts a location; null stays null.</summary>
    /// <param name="value">The location, or null.</param>
    /// <returns>The location, or null if <paramref name="value"/> is null.</returns>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator StorageUri?(string? value) => value is null ? null : new StorageUri(value);

    /// <summary>Checks that agents support the location. The message does not contain the location, which may contain keys.</summary>
    /// <exception cref="ArgumentException">The location is not supported.</exception>
    internal void Validate(string member, string parameter)
    {
        if (Flaw() is { } flaw)
        {
            throw new ArgumentException($"{member} cannot be used: {flaw}.", parameter);
        }
    }

    private string? Flaw()
    {
        if (_value.AsSpan().IndexOfAny("'\"\\") >= 0 || _value.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            return "it must not contain whitespace, quotes or backslashes";
        }

        if (_value.StartsWith("file://", StringComparison.Ordinal))
        {
            return _value.StartsWith("file:///", StringComparison.Ordinal) && !_value.Contains('?', StringComparison.Ordinal) ? null : "file:// must be followed by an absolute path without '?'";
        }

        string? scheme = Array.Find(_clouds, scheme => _value.StartsWith(scheme, StringComparison.Ordinal));
        if (scheme is null)
        {
            return "it must begin with file://, oss://, cos:// or s3:// (OBS: s3://)";
        }

        string[] parts = _value[scheme.Length..].Split('?', 2);
        if (parts is not [var place, { Length: > 0 } query] || !place.Contains('/', StringComparison.Ordinal))
        {
            return $"{scheme} must be followed by bucket/path?host=...&access_id=...&access_key=...";
        }

        return query.Contains(';', StringComparison.Ordinal) ? "its query must not contain ';'"
            : scheme == "cos://" && !OptionNames(query).Contains("appid") ? "the query of cos:// must contain appid=..."
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
            throw new ArgumentException("The value must be a bucket and a path in it, such as bucket/backup.", nameof(bucketAndPath));
        }

        string tail = extra is null ? "" : $"&{extraName}={extra}";
        return new StorageUri($"{scheme}://{place}?host={host}&access_id={accessId}&access_key={accessKey.Reveal()}{tail}");
    }

    /// <summary>The database reads a location literally, without unescaping, so it cannot contain separators. The message does not contain the text.</summary>
    private static void CheckPath(string value, string name) => Check(value, name, "?&#'\"\\");

    /// <summary>obshell unescapes values on some ways to the database and not on others, so a value cannot contain anything that looks escaped.</summary>
    private static void CheckValue(string value, string name) => Check(value, name, "?&#'\"\\%;");

    private static void Check(string value, string name, string forbidden)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value.AsSpan().IndexOfAny(forbidden) >= 0 || value.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            throw new ArgumentException($"This part of a location must not contain whitespace or any of {string.Join(' ', forbidden.AsEnumerable())}", name);
        }
    }

    /// <summary>Converts a location, for languages without implicit conversions.</summary>
    /// <param name="value">The location; empty for none.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static StorageUri FromString(string value) => new(value);
}
