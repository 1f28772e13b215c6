using ObShellSdk.Http;

namespace ObShellSdk.Trust;

/// <summary>How an agent's key stands to the file: known, new (and now remembered), or another than the one that is known.</summary>
internal readonly record struct Acquaintance(bool IsNew, KnownAgentLine? Other);

/// <summary>
/// The keys of agents as they were first seen, in a file that processes share: read whole, replaced whole while a lock is held, never changed in place.
/// </summary>
internal sealed class KnownAgentsFile(string path, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    // Within the process callers queue here, so that only one of them has to ask for the lock again and again.
    private static readonly SemaphoreSlim _writing = new(1, 1);

    public string Path => path;

    /// <summary>Looks whether the agent is known with this key; remembers it if it is not known at all.</summary>
    /// <exception cref="InvalidDataException">A line cannot be understood.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public async Task<Acquaintance> MeetAsync(ObShellAgentKey key, CancellationToken cancellationToken)
    {
        string text = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (Find(text, key) is { } known)
        {
            return known;
        }

        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CreateFolder();
            using FileStream heldLock = await LockAsync(cancellationToken).ConfigureAwait(false);

            // Somebody else may have met it meanwhile.
            text = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (Find(text, key) is { } knownMeanwhile)
            {
                return knownMeanwhile;
            }

            await ReplaceAsync(KnownAgentsText.With(text, key), cancellationToken).ConfigureAwait(false);
            return new Acquaintance(IsNew: true, null);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Null for an agent that is not known. It may have several keys, such as the next one beside the present one.</summary>
    private Acquaintance? Find(string text, ObShellAgentKey key)
    {
        string agent = AgentName.HostAndPort(key.Agent);
        KnownAgentLine[] lines = [.. KnownAgentsText.Read(text, path).Where(line => string.Equals(line.Agent, agent, StringComparison.OrdinalIgnoreCase))];
        return lines.Length == 0 ? null
            : lines.Any(line => line.Fingerprint == key.Fingerprint) ? default(Acquaintance)
            : new Acquaintance(IsNew: false, lines[0]);
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    private void CreateFolder()
    {
        if (System.IO.Path.GetDirectoryName(path) is not { Length: > 0 } folder || Directory.Exists(folder))
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

    /// <summary>A file beside it, which stays: the file itself is replaced, so that a lock on it would be one on yesterday's.</summary>
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", Options(FileMode.OpenOrCreate, FileShare.None));
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    throw new IOException($"The file of known agents {path} is held by another process (its lock is {path}.lock).", exception);
                }

                await Task.Delay(_pause, clock, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task ReplaceAsync(string text, CancellationToken cancellationToken)
    {
        // What stands behind a link is replaced, not the link.
        string target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
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

    /// <summary>EWOULDBLOCK of Linux and of the BSDs, and Windows' sharing violation: any other trouble does not pass by waiting.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
