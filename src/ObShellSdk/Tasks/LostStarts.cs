
namespace ObShellSdk.Tasks;

/// <summary>The search after a start whose outcome is unknown, within the call that started it.</summary>
internal static class LostStarts
{
    /// <summary>What the search found; null also where the search itself failed.</summary>
    public static async Task<T?> TryFindAsync<T>(Func<Task<T?>> search)
        where T : class
    {
        try
        {
            return await search().ConfigureAwait(false);
        }
        catch (ObShellException)
        {
            // The caller throws the start's own exception, which says that the work may have started and can be searched for again: this one would hide that.
            return null;
        }
    }
}
