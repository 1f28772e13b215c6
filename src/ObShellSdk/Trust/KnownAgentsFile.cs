using System.Collections.Concurrent;
using System.Formats.Tar;
using ObShellSdk.Errors;

namespace ObShellSdk.Trust;

/// <summary>How an agent's key compares with the file: known, new (and now saved), or different from the <see cref="Other"/> that is saved.</summary>
internal readonly record struct KeyMatch(bool IsNew, KnownAgentLine? Other);

/// <summary>
/// The keys of agents as they were first seen, in a file that processes share: read whole, and replaced whole under a lock, never changed in place.
/// </summary>
/// <param name="path">The absolute path.</param>
/// <param name="lockTimeout">The longest that a caller waits for the lock.</param>
/// <param name="clock">Measures it.</param>
internal sealed class KnownAgentsFile(string path, TimeSpan lockTimeout, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // The digits of the Guid in the name of a replacement.
    private const int SuffixLength = 32;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    // Callers of this process that use the same file queue here, so that only one of them polls the lock of the file.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> _queues = new();

    public string Path => path;

    /// <summary>
    /// Whether something exists at the path that is not a regular file (device, pipe, socket), which a replacement would destroy. A folder is not meant.
    /// </summary>
    public static bool IsSpecial(string path)
    {
        // .NET shows Windows' device names in this form.
        if (path.StartsWith(@"\\.\", StringComparison.Ordinal))
        {
            return true;
        }

        // Only regular files have a length.
        var file = new FileInfo(TargetOf(path));
        return file is { Exists: true, Length: 0 } && !IsRegular(file.FullName);
    }

    /// <summary>Looks up the agent's key, and saves it if the file has none for this agent.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read.</exception>
    /// <exception cref="KnownAgentsLockedException">Another process held the lock for too long.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or is not a regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read or write the file, or a folder has its name.</exception>
    public async Task<KeyMatch> MatchAsync(AgentKeyInfo key, CancellationToken cancellationToken)
    {
        // The target of a link is replaced, not the link. Everything else follows from its path, so that both names share one lock.
        string target = TargetOf(path);
        if (IsSpecial(target))
        {
            throw new IOException($"The known-agents file must be a regular file, but {path} is a device, a pipe or a socket.");
        }

        if (Find(await ReadAsync(target, cancellationToken).ConfigureAwait(false), key) is { } known)
        {
            return known;
        }

        using var deadline = new CancellationTokenSource(lockTimeout, clock);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        SemaphoreSlim queue = _queues.GetOrAdd(target, static _ => new SemaphoreSlim(1, 1));
        try
        {
            await queue.WaitAsync(waiting.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Locked(target, exception);
        }

        try
        {
            CreateFolder(target);
            using FileStream heldLock = await LockAsync(target, waiting.Token, cancellationToken).ConfigureAwait(false);

            // Another caller may have saved it in the meantime.
            string text = await ReadAsync(target, cancellationToken).ConfigureAwait(false);
            if (Find(text, key) is { } knownMeanwhile)
            {
                return knownMeanwhile;
            }

            DeleteLeftovers(target);
            await ReplaceAsync(target, KnownAgentsText.With(text, key), cancellationToken).ConfigureAwait(false);
            return new KeyMatch(IsNew: true, null);
        }
        finally
        {
            queue.Release();
        }
    }

    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>An archive records what kind of file an entry was made from; no other API of .NET tells it.</summary>
    private static bool IsRegular(string file)
    {
        using var archive = new MemoryStream();
        try
        {
            using var writer = new TarWriter(archive, leaveOpen: true);
            writer.WriteEntry(file, "file");
        }
        catch (IOException)
        {
            // A socket, which no archive can hold.
            return false;
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
    }

    /// <summary>Null for an agent without a line. It may have several, such as its next key next to the current one.</summary>
    private KeyMatch? Find(string text, AgentKeyInfo key)
    {
        string agent = AgentName.HostAndPort(key.Agent);
        KnownAgentLine[] lines = [.. KnownAgentsText.Read(text, path).Where(line => string.Equals(line.Agent, agent, StringComparison.OrdinalIgnoreCase))];
        return lines.Length == 0 ? null
            : lines.Any(line => line.Fingerprint == key.Fingerprint) ? default(KeyMatch)
            : new KeyMatch(IsNew: false, lines[0]);
    }

    private static async Task<string> ReadAsync(string target, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    private static void CreateFolder(string target)
    {
        if (System.IO.Path.GetDirectoryName(target) is not { Length: > 0 } folder || Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Locks a file next to the target, which stays: the target itself is replaced, and a lock on it would not hold for the new one.</summary>
    private async Task<FileStream> LockAsync(string target, CancellationToken deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(LockOf(target), Options(FileMode.OpenOrCreate, FileShare.None));
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (deadline.IsCancellationRequested)
                {
                    throw Locked(target, exception);
                }

                await Task.Delay(_pause, clock, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private KnownAgentsLockedException Locked(string target, Exception cause) => new(
        FormattableString.Invariant($"Another process has held the lock of the known-agents file {path} for {lockTimeout.TotalSeconds:0.###} s (lock file {LockOf(target)})."),
        cause);

    private static readonly System.Buffers.SearchValues<char> _suffixCharacters = System.Buffers.SearchValues.Create("0123456789abcdef");

    private static string LockOf(string target) => target + ".lock";

    /// <summary>Replacements that a killed process left: only the holder of the lock writes one, so that none of them is in use.</summary>
    private static void DeleteLeftovers(string target)
    {
        string prefix = System.IO.Path.GetFileName(target) + ".";
        foreach (string file in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(target)!))
        {
            string name = System.IO.Path.GetFileName(file);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length == prefix.Length + SuffixLength && name.AsSpan(prefix.Length).IndexOfAnyExcept(_suffixCharacters) < 0)
            {
                File.Delete(file);
            }
        }
    }

    private static async Task ReplaceAsync(string target, string text, CancellationToken cancellationToken)
    {
        string next = $"{target}.{Guid.NewGuid():N}";
        try
        {
            var stream = new FileStream(next, Options(FileMode.CreateNew, FileShare.None));
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(next, target, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    /// <summary>EWOULDBLOCK of Linux and of the BSDs, and Windows' sharing violation: other errors do not pass by waiting.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
