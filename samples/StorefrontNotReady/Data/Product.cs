namespace Storefront.Data;

public sealed class Product
{
    public int Id { get; set; }

    /// <summary>The product's name in its address, such as <c>sencha</c>.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    /// <summary>A symbol of wwwroot/images/products.svg.</summary>
    public required string Picture { get; set; }

    public int PriceInCents { get; set; }

    /// <summary>How many can be sold; never below zero.</summary>
    public int Stock { get; set; }
}
