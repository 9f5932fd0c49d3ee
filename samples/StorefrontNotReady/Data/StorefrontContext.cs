using Microsoft.EntityFrameworkCore;

namespace Storefront.Data;

public sealed class StorefrontContext(DbContextOptions<StorefrontContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Product>(product =>
        {
            product.Property(p => p.Slug).HasMaxLength(60);
            product.Property(p => p.Name).HasMaxLength(100);
            product.Property(p => p.Description).HasMaxLength(1000);
            product.Property(p => p.Picture).HasMaxLength(20);
            product.HasIndex(p => p.Slug).IsUnique();
            product.HasData(Catalogue.Products);
        });

        modelBuilder.Entity<Order>(order =>
        {
            order.Property(o => o.Number).HasMaxLength(20);
            order.Property(o => o.Email).HasMaxLength(254);
            order.HasIndex(o => o.Number).IsUnique();
            order.HasIndex(o => new { o.Status, o.PlacedAt });
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId);
        });

        modelBuilder.Entity<OrderLine>(line =>
        {
            line.ToTable("OrderLines");
            line.HasOne(l => l.Product).WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
