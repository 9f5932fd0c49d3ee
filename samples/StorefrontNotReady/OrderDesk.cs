using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront;

public sealed class OrderDesk(StorefrontContext store, TimeProvider clock, ILogger<OrderDesk> logger)
{
    /// <summary>Takes the stock and writes the order, both or neither. Null if a product's stock does not suffice.</summary>
    public async Task<Order?> PlaceAsync(string email, IEnumerable<(Product Product, int Quantity)> items, CancellationToken cancellationToken)
    {
        var order = new Order
        {
            Number = RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 12),
            Email = email,
            PlacedAt = clock.GetUtcNow().UtcDateTime,
        };

        await using var transaction = await store.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (product, quantity) in items)
        {
            var taken = await store.Products
                .Where(p => p.Id == product.Id && p.Stock >= quantity)
                .ExecuteUpdateAsync(update => update.SetProperty(p => p.Stock, p => p.Stock - quantity), cancellationToken);
            if (taken == 0)
                return null;

            order.Lines.Add(new OrderLine { ProductId = product.Id, Quantity = quantity, UnitPriceInCents = product.PriceInCents });
        }

        store.Orders.Add(order);
        await store.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // Wrong (STG1108): the folder of one machine.
        await File.AppendAllTextAsync(@"C:\Users\petra\orders.txt", $"{order.Number}\n", cancellationToken);

        // Wrong (STG5003): the customer's address in the logs.
        logger.LogInformation("Order {Number} placed by {Email}", order.Number, order.Email);
        return order;
    }
}
