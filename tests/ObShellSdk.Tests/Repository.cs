namespace ObShellSdk.Tests;

/// <summary>The checkout that the tests run in. Not by the compiler's paths: a deterministic build rewrites those.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ObShellSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests read the documentation and the sources: run them from within the repository.");
    }
}
