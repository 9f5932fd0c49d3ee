using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Pages;

public sealed class CartModel(StorefrontContext store, OrderDesk desk, ILogger<CartModel> logger) : PageModel
{
    public IReadOnlyList<(Product Product, int Quantity)> Lines { get; private set; } = [];

    public int TotalInCents => Lines.Sum(line => line.Product.PriceInCents * line.Quantity);

    [BindProperty, Required, EmailAddress, StringLength(254)]
    public string Email { get; set; } = "";

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public IActionResult OnPostQuantity(int productId, int quantity)
    {
        var cart = Cart.Load(Request);
        cart.Set(productId, quantity);
        cart.Save(Response);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostOrderAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (!ModelState.IsValid || Lines.Count == 0)
            return Page();

        var order = await desk.PlaceAsync(Email, Lines, cancellationToken);
        if (order is null)
        {
            ModelState.AddModelError("", "Something in your cart has just been sold out. Please choose a smaller quantity.");
            return Page();
        }

        logger.LogInformation("Order {Number} placed with {Lines} lines", order.Number, order.Lines.Count);
        Cart.Forget(Response);
        return RedirectToPage("/Order", new { order.Number });
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var quantities = Cart.Load(Request).Quantities;
        var products = await store.Products.AsNoTracking().Where(p => quantities.Keys.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        Lines = [.. products.Select(product => (product, quantities[product.Id]))];
    }
}
