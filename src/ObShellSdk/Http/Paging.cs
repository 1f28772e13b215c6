using System.Runtime.CompilerServices;

namespace ObShellSdk.Http;

/// <summary>Lists that the agent gives page by page, read as one.</summary>
internal static class Paging
{
    private const int MaxStalePages = 10;

    /// <summary>
    /// Element after element, each page fetched when it is reached. A list that grows at its head meanwhile moves elements over the edge of a page: those that
    /// come again are passed over. The end is a page that is not full; totals alone do not tell, since those of some agents count only the page itself.
    /// </summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T, TKey>(
        int pageSize, Func<int, CancellationToken, Task<Page<T>>> read, Func<T, TKey> key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<TKey>();
        int stale = 0;
        for (int number = 1; ; number++)
        {
            Page<T> page = await read(number, cancellationToken).ConfigureAwait(false);
            T[] news = [.. page.Items.Where(element => seen.Add(key(element)))];
            foreach (T element in news)
            {
                yield return element;
            }

            // More than was asked for: the agent gives the whole list whatever page is wanted. Nothing new: the same with a list of just that size, unless there are
            // more pages, and the list has grown by a whole one. An agent that has nothing new again and again says so without end.
            stale = news.Length == 0 ? stale + 1 : 0;
            if (page.Items.Count != pageSize || stale == MaxStalePages || (stale > 0 && page.Info.TotalElements <= (long)number * pageSize))
            {
                yield break;
            }
        }
    }
}
