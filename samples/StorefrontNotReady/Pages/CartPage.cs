using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Pages;

internal static class CartPage
{
    public static async Task<Page> GetAsync(StorefrontContext store, IAntiforgery antiforgery, HttpContext http, CancellationToken cancellationToken) =>
        Show(await LoadAsync(store, http.Request, cancellationToken), new Checkout(""), mistakes: [], antiforgery.TokenField(http));

    public static async Task<RedirectHttpResult> SetQuantityAsync(int productId, HttpContext http, CancellationToken cancellationToken)
    {
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var cart = Cart.Load(http.Request);
        if (int.TryParse(form["quantity"], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
            cart.Set(productId, quantity);
        cart.Save(http.Response);
        return TypedResults.Redirect("/cart");
    }

    public static async Task<Results<Page, RedirectHttpResult>> OrderAsync(
        StorefrontContext store, OrderDesk desk, IAntiforgery antiforgery, HttpContext http, CancellationToken cancellationToken)
    {
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var checkout = new Checkout(form["Email"].ToString());
        var lines = await LoadAsync(store, http.Request, cancellationToken);

        var mistakes = new List<ValidationResult>();
        if (Validator.TryValidateObject(checkout, new ValidationContext(checkout), mistakes, validateAllProperties: true) && lines.Count > 0)
        {
            if (await desk.PlaceAsync(checkout.Email, lines, cancellationToken) is { } order)
            {
                Cart.Forget(http.Response);
                return TypedResults.Redirect($"/orders/{order.Number}");
            }

            mistakes.Add(new ValidationResult("Something in your cart has just been sold out. Please choose a smaller quantity."));
        }

        return Show(lines, checkout, mistakes, antiforgery.TokenField(http));
    }

    private static Page Show(IReadOnlyList<(Product Product, int Quantity)> lines, Checkout checkout, IReadOnlyList<ValidationResult> mistakes, Html token) => new("Cart", $"""
        <h1>Your cart</h1>
        {(lines.Count == 0 ? Empty : Full(lines, checkout, mistakes, token))}
        """);

    private static Html Empty => $"""<p>It is empty. <a href="/">See what we sell</a>.</p>""";

    private static Html Full(IReadOnlyList<(Product Product, int Quantity)> lines, Checkout checkout, IReadOnlyList<ValidationResult> mistakes, Html token) => $"""
        <table>
        {Html.Each(lines, line => Row(line.Product, line.Quantity, token))}
            <tr class="total">
                <td colspan="3">Total</td>
                <td class="money">{Money.Euros(lines.Sum(line => line.Product.PriceInCents * line.Quantity))}</td>
            </tr>
        </table>

        <form class="checkout" method="post" action="/cart">
            {token}
            {Html.If(mistakes.Count > 0, $"""<ul class="mistakes" role="alert">{Html.Each(mistakes, mistake => $"<li>{mistake.ErrorMessage}</li>")}</ul>""")}
            <label for="Email">E-mail, for the receipt</label>
            <input id="Email" name="Email" type="email" value="{checkout.Email}" maxlength="{Checkout.LongestEmail}" autocomplete="email" required>
            <button>Place the order</button>
        </form>
        """;

    private static Html Row(Product product, int quantity, Html token) => $"""
        <tr>
            <td>{Picture.Of(product)}</td>
            <td><a href="/products/{product.Slug}">{product.Name}</a></td>
            <td>
                <form method="post" action="/cart/{product.Id}">
                    {token}
                    <input type="number" name="quantity" value="{quantity}" min="0" max="{Cart.MostOfOneProduct}" aria-label="Quantity of {product.Name}">
                    <button class="quiet">Update</button>
                </form>
            </td>
            <td class="money">{Money.Euros(product.PriceInCents * quantity)}</td>
        </tr>
        """;

    private static async Task<IReadOnlyList<(Product Product, int Quantity)>> LoadAsync(StorefrontContext store, HttpRequest request, CancellationToken cancellationToken)
    {
        var quantities = Cart.Load(request).Quantities;
        var products = await store.Products.AsNoTracking().Where(p => quantities.Keys.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        return [.. products.Select(product => (product, quantities[product.Id]))];
    }

    /// <summary>What the visitor filled in.</summary>
    private sealed record Checkout([property: Required, EmailAddress, StringLength(Checkout.LongestEmail)] string Email)
    {
        public const int LongestEmail = 254;
    }
}
