using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Pages;

public sealed class OrderModel(StorefrontContext store) : PageModel
{
    public Order? Order { get; private set; }

    public int TotalInCents => Order?.Lines.Sum(line => line.Quantity * line.UnitPriceInCents) ?? 0;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellationToken)
    {
        Order = await store.Orders.AsNoTracking()
            .Include(o => o.Lines).ThenInclude(line => line.Product)
            .SingleOrDefaultAsync(o => o.Number == number, cancellationToken);
        return Order is null ? NotFound() : Page();
    }
}
