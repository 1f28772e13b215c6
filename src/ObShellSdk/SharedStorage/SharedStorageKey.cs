namespace ObShellSdk.SharedStorage;

/// <summary>An access key of an object storage, and what it opens.</summary>
public sealed record SharedStorageKey
{
    /// <summary>The storage of the cluster, as the cluster's information names it: <c>oss://</c>, <c>cos://</c> or <c>s3://</c>, the bucket, and a path within it.</summary>
    public required StorageUri Path { get; init; }

    /// <summary>The host of the storage, such as <c>oss-cn-hangzhou.aliyuncs.com</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The id of the access key.</summary>
    public required Secret AccessKey { get; init; }

    /// <summary>The access key itself.</summary>
    public required Secret SecretKey { get; init; }

    internal void Validate(string name)
    {
        string path = Path?.Reveal() ?? "";
        if (Path?.Scheme is not ("oss" or "cos" or "s3") || path[(path.IndexOf("://", StringComparison.Ordinal) + 3)..] is "" or ['/', ..])
        {
            throw new ArgumentException($"{nameof(Path)} must begin with oss://, cos:// or s3:// and a bucket.", name);
        }

        if (string.IsNullOrEmpty(Endpoint) || string.IsNullOrEmpty(AccessKey?.Reveal()) || string.IsNullOrEmpty(SecretKey?.Reveal()))
        {
            throw new ArgumentException($"{nameof(Endpoint)}, {nameof(AccessKey)} and {nameof(SecretKey)} must not be empty.", name);
        }

        if (Endpoint.Contains('=', StringComparison.Ordinal))
        {
            throw new ArgumentException($"{nameof(Endpoint)} must be the host only, without host= in front of it.", name);
        }
    }

    /// <summary>What is a host for a trial is a part of the location for the database, which the agent only puts together.</summary>
    internal SharedStorageKey AsSaved() => this with { Endpoint = $"host={Endpoint}" };
}
