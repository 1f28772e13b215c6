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
[JsonConverter(typeof(StorageUriConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public sealed class StorageUri : IEquatable<StorageUri>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Takes a location as the agent writes it; the empty text means none.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public StorageUri(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>A directory that every observer reaches under the same path, such as an NFS mount.</summary>
    /// <param name="path">Absolute, such as <c>/backup</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is relative, or has a character that has a meaning in locations.</exception>
    public static StorageUri File(string path)
    {
        Check(path, nameof(path));
        return path.StartsWith('/') ? new StorageUri("file://" + path) : throw new ArgumentException("The path must be absolute.", nameof(path));
    }

    /// <summary>Alibaba Cloud OSS.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>oss-cn-hangzhou.aliyuncs.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that has a meaning in locations.</exception>
    public static StorageUri Oss(string bucketAndPath, string host, string accessId, Secret accessKey) =>
        Cloud("oss", bucketAndPath, host, accessId, accessKey, "", null);

    /// <summary>Tencent Cloud COS.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <param name="appId">The APPID of the account.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that has a meaning in locations.</exception>
    public static StorageUri Cos(string bucketAndPath, string host, string accessId, Secret accessKey, string appId)
    {
        Check(appId, nameof(appId));
        return Cloud("cos", bucketAndPath, host, accessId, accessKey, "appid", appId);
    }

    /// <summary>Amazon S3, and whatever speaks its protocol.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>s3.us-east-1.amazonaws.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <param name="region">The region, where the endpoint does not tell it. Default: none.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that has a meaning in locations.</exception>
    public static StorageUri S3(string bucketAndPath, string host, string accessId, Secret accessKey, string? region = null)
    {
        if (region is not null)
        {
            Check(region, nameof(region));
        }

        return Cloud("s3", bucketAndPath, host, accessId, accessKey, "s3_region", region);
    }

    /// <summary>Huawei Cloud OBS, over its S3 protocol: obshell knows no scheme of its own for it.</summary>
    /// <param name="bucketAndPath">Such as <c>bucket/backup</c>.</param>
    /// <param name="host">The endpoint, such as <c>obs.cn-north-4.myhuaweicloud.com</c>.</param>
    /// <param name="accessId">The id of the access key.</param>
    /// <param name="accessKey">The access key.</param>
    /// <exception cref="ArgumentException">A value is empty, or has a character that has a meaning in locations.</exception>
    public static StorageUri Obs(string bucketAndPath, string host, string accessId, Secret accessKey) => S3(bucketAndPath, host, accessId, accessKey);

    /// <summary>The kind of storage: the text before <c>://</c> in lower case (<c>file</c>, <c>oss</c>, <c>s3</c>, <c>cos</c>, <c>obs</c>), or empty.</summary>
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

    private static StorageUri Cloud(string scheme, string bucketAndPath, string host, string accessId, Secret accessKey, string extraName, string? extra)
    {
        ArgumentNullException.ThrowIfNull(accessKey);
        Check(bucketAndPath, nameof(bucketAndPath));
        Check(host, nameof(host));
        Check(accessId, nameof(accessId));
        Check(accessKey.Reveal(), nameof(accessKey));
        string tail = extra is null ? "" : $"&{extraName}={extra}";
        return new StorageUri($"{scheme}://{bucketAndPath.TrimStart('/')}?host={host}&access_id={accessId}&access_key={accessKey.Reveal()}{tail}");
    }

    /// <summary>The database takes a location literally, without unescaping: a value with a separator in it cannot be expressed. It is not repeated in the message.</summary>
    private static void Check(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value.AsSpan().IndexOfAny("?&#'\"") >= 0 || value.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            throw new ArgumentException("A part of a location has no blanks, quotes, '?', '&' or '#'.", name);
        }
    }

    /// <summary>Takes a location, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static StorageUri FromString(string value) => new(value);
}
