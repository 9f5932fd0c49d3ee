namespace Storefront.Data;

/// <summary>What the shop sells on its first day. Reference data belongs to the schema, so it travels in the migrations.</summary>
internal static class Catalogue
{
    public static readonly Product[] Products =
    [
        new() { Id = 1, Slug = "sencha", Name = "Sencha", Picture = "tin", PriceInCents = 1250, Stock = 120, Description = "A bright green tea, steamed on the day it is picked. Brew it at 70 °C." },
        new() { Id = 2, Slug = "darjeeling", Name = "Darjeeling first flush", Picture = "tin", PriceInCents = 1690, Stock = 80, Description = "The first leaves of spring: light, floral, with a hint of muscatel." },
        new() { Id = 3, Slug = "lapsang-souchong", Name = "Lapsang souchong", Picture = "tin", PriceInCents = 1480, Stock = 60, Description = "Dried over pine smoke. Good with strong cheese and long evenings." },
        new() { Id = 4, Slug = "clay-pot", Name = "Clay pot", Picture = "pot", PriceInCents = 5400, Stock = 12, Description = "Half a litre, unglazed inside, so that it learns the taste of your tea." },
        new() { Id = 5, Slug = "stoneware-cup", Name = "Stoneware cup", Picture = "cup", PriceInCents = 1900, Stock = 40, Description = "Thrown by hand, glazed in ash. Holds heat, and a quarter of a litre." },
        new() { Id = 6, Slug = "glass-cup", Name = "Glass cup", Picture = "cup", PriceInCents = 1400, Stock = 0, Description = "Double-walled: you see the leaves open, and your fingers stay cool." },
    ];
}
