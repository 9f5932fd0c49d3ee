using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.Data;

namespace Storefront.Pages;

internal static class OrderPage
{
    public static async Task<Results<Page, NotFound>> GetAsync(
        string number, StorefrontContext store, IOptions<StoreOptions> options, CancellationToken cancellationToken)
    {
        var order = await store.Orders.AsNoTracking()
            .Include(o => o.Lines).ThenInclude(line => line.Product)
            .SingleOrDefaultAsync(o => o.Number == number, cancellationToken);
        if (order is null)
            return TypedResults.NotFound();

        var total = Money.Euros(order.Lines.Sum(line => line.Quantity * line.UnitPriceInCents));
        return new Page($"Order {order.Number}", $"""
            <h1>Thank you</h1>
            <p>Order <code>{order.Number}</code> of {order.PlacedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: <strong>{order.Status.ToString().ToLowerInvariant()}</strong>.</p>

            <table>
            {Html.Each(order.Lines, line => Row(line, line.Product!))}
                <tr class="total">
                    <td colspan="2">Total</td>
                    <td class="money">{total}</td>
                </tr>
            </table>

            {Html.If(order.Status == OrderStatus.Placed, $"""<p><a class="button" href="{new Uri(options.Value.PaymentsUrl, $"pay/{order.Number}").AbsoluteUri}">Pay {total}</a></p>""")}
            """);
    }

    private static Html Row(OrderLine line, Product product) => $"""
        <tr>
            <td>{Picture.Of(product)}</td>
            <td>{line.Quantity} × {product.Name}</td>
            <td class="money">{Money.Euros(line.Quantity * line.UnitPriceInCents)}</td>
        </tr>
        """;
}
