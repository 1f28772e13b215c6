namespace ObShellSdk.Testing.State.Packages;

/// <summary>Packages in the order of upload. Requires the simulation's lock.</summary>
internal sealed class PackageStore
{
    private readonly List<FakePackage> _packages = [];
    private int _lastId;

    public IReadOnlyList<FakePackage> All => _packages;

    /// <summary>Adds a package. The same package again gets another id.</summary>
    public FakePackage Add(PackageName name, long size, string md5, DateTimeOffset uploadedAt)
    {
        // As on the server, the text after a second dot is ignored.
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

    /// <summary>Finds the newest package with that name, version and release including its distribution, for any architecture.</summary>
    public FakePackage? Find(string name, string version, string release) => _packages.FindLast(
        package => package.Name == name && package.Version == version && package.ReleaseDistribution == release);

    public void Remove(int id) => _packages.RemoveAll(package => package.Id == id);
}
