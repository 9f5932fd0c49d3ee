using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Pages;

public sealed class ProductModel(StorefrontContext store) : PageModel
{
    public Product? Product { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        Product = await FindAsync(slug, cancellationToken);
        return Product is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } product)
            return NotFound();

        var cart = Cart.Load(Request);
        cart.Add(product.Id);
        cart.Save(Response);
        return RedirectToPage("/Cart");
    }

    private Task<Product?> FindAsync(string slug, CancellationToken cancellationToken) =>
        store.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == slug, cancellationToken);
}
