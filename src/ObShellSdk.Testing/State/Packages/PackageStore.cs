namespace ObShellSdk.Testing.State.Packages;

/// <summary>Packages in the order of their upload. Used within the simulation only.</summary>
internal sealed class PackageStore
{
    private readonly List<FakePackage> _packages = [];
    private int _lastId;

    public IReadOnlyList<FakePackage> All => _packages;

    /// <summary>Keeps a package; the same one again gets a number of its own.</summary>
    public FakePackage Add(PackageName name, long size, string md5, DateTimeOffset uploadedAt)
    {
        // As on the server: what stands after a second dot belongs to neither.
        var release = name.Release.Split('.');
        var package = new FakePackage
        {
            Id = ++_lastId,
            Name = name.Name,
            Version = name.Version,
            Release = release[0],
            Distribution = release[1],
            Architecture = name.Architecture,
            Size = size,
            Md5 = md5,
            UploadedAt = uploadedAt,
            ReleaseDistribution = name.Release,
        };
        _packages.Add(package);
        return package;
    }

    /// <summary>The newest of that name, version and release with its distribution, for any architecture.</summary>
    public FakePackage? Find(string name, string version, string release) => _packages.FindLast(
        package => package.Name == name && package.Version == version && package.ReleaseDistribution == release);

    public void Remove(int id) => _packages.RemoveAll(package => package.Id == id);
}
