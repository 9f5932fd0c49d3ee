using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Pages;

public sealed class IndexModel(StorefrontContext store) : PageModel
{
    public IReadOnlyList<Product> Products { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Products = await store.Products.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellationToken);
}
