namespace Storefront.Data;

public sealed class OrderLine
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public int ProductId { get; set; }

    public Product? Product { get; set; }

    public int Quantity { get; set; }

    /// <summary>The price on the day of the order; the product's may change.</summary>
    public int UnitPriceInCents { get; set; }
}
