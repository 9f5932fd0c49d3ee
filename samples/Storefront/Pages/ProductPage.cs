using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Pages;

internal static class ProductPage
{
    public static async Task<Results<Page, NotFound>> GetAsync(
        string slug, StorefrontContext store, IAntiforgery antiforgery, HttpContext http, CancellationToken cancellationToken)
    {
        if (await FindAsync(store, slug, cancellationToken) is not { } product)
            return TypedResults.NotFound();

        return new Page(product.Name, $"""
            <article class="product">
                {Picture.Of(product)}
                <div>
                    <h1>{product.Name}</h1>
                    <p>{product.Description}</p>
                    <p class="price">{Money.Euros(product.PriceInCents)}</p>
                    {(product.Stock > 0 ? AddToCart(product, antiforgery.TokenField(http)) : SoldOut)}
                </div>
            </article>
            """);
    }

    public static async Task<Results<RedirectHttpResult, NotFound>> AddToCartAsync(
        string slug, StorefrontContext store, HttpContext http, CancellationToken cancellationToken)
    {
        if (await FindAsync(store, slug, cancellationToken) is not { } product)
            return TypedResults.NotFound();

        var cart = Cart.Load(http.Request);
        cart.Add(product.Id);
        cart.Save(http.Response);
        return TypedResults.Redirect("/cart");
    }

    private static Html AddToCart(Product product, Html token) => $"""
        <form method="post">
            {token}
            <button>Add to cart</button>
            <small>{product.Stock} in stock</small>
        </form>
        """;

    private static Html SoldOut => $"<p><em>Sold out. More are on their way.</em></p>";

    private static Task<Product?> FindAsync(StorefrontContext store, string slug, CancellationToken cancellationToken) =>
        store.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == slug, cancellationToken);
}
