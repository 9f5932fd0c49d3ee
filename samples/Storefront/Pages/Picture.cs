using Storefront.Data;

namespace Storefront.Pages;

internal static class Picture
{
    public static Html Of(Product product) =>
        $"""<svg class="picture {product.Picture}" viewBox="0 0 120 120" role="img" aria-label="{product.Name}"><use href="/images/products.svg#{product.Picture}" /></svg>""";
}
