using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Pages;

internal static class HomePage
{
    public static async Task<Page> GetAsync(StorefrontContext store, CancellationToken cancellationToken)
    {
        var products = await store.Products.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellationToken);
        return new Page(title: null, $"""
            <section class="hero">
                <h1>Tea, and what it is poured from</h1>
                <p>Six things, each chosen because we use it every day.</p>
            </section>

            <ul class="products">
            {Html.Each(products, Item)}
            </ul>
            """);
    }

    private static Html Item(Product product) => $"""
        <li>
            <a href="/products/{product.Slug}">
                {Picture.Of(product)}
                <strong>{product.Name}</strong>
                <span>{Money.Euros(product.PriceInCents)}</span>
                {Html.If(product.Stock == 0, $"<em>Sold out</em>")}
            </a>
        </li>
        """;
}
