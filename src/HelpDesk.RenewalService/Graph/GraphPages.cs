using Microsoft.Graph.Models;

namespace HelpDesk.RenewalService.Graph;

/// <summary>
/// Reads a list to its end. Graph decides how much a page holds; it may hold nothing although another one follows.
/// https://learn.microsoft.com/graph/paging
/// </summary>
internal static class GraphPages
{
    /// <param name="read">Reads the page with this address, or the first one.</param>
    /// <param name="items">What a page holds.</param>
    public static async Task<List<TItem>> AllAsync<TPage, TItem>(Func<string?, Task<TPage?>> read, Func<TPage, List<TItem>?> items)
        where TPage : BaseCollectionPaginationCountResponse
    {
        List<TItem> all = [];
        for (var page = await read(null); page is not null; page = page.OdataNextLink is { Length: > 0 } next ? await read(next) : null)
        {
            all.AddRange(items(page) ?? []);
        }

        return all;
    }
}
