namespace Storefront.Data;

public sealed class Order
{
    public int Id { get; set; }

    /// <summary>What the customer quotes and what the receipt's address holds: too long to guess.</summary>
    public required string Number { get; set; }

    public required string Email { get; set; }

    /// <summary>In UTC.</summary>
    public DateTime PlacedAt { get; set; }

    public OrderStatus Status { get; set; }

    public List<OrderLine> Lines { get; } = [];
}

public enum OrderStatus
{
    Placed,
    Paid,
    Shipped,
}
