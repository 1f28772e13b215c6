using System.Runtime.CompilerServices;

namespace ObShellSdk.Http;

/// <summary>Lists that the agent gives page by page, read as one.</summary>
internal static class Paging
{
    /// <summary>
    /// Element after element, each page fetched when it is reached. A list that changes meanwhile moves elements over the edge of a page: those that
    /// come again are passed over. The end is a page that is not full, since the totals of some agents count only the page itself.
    /// </summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T, TKey>(
        int pageSize, Func<int, CancellationToken, Task<Page<T>>> read, Func<T, TKey> key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<TKey>();
        for (int number = 1; ; number++)
        {
            Page<T> page = await read(number, cancellationToken).ConfigureAwait(false);
            T[] news = [.. page.Contents.Where(element => seen.Add(key(element)))];
            foreach (T element in news)
            {
                yield return element;
            }

            // Nothing new: an agent that gives the whole list whatever page is asked for.
            if (page.Contents.Count < pageSize || news.Length == 0)
            {
                yield break;
            }
        }
    }
}
