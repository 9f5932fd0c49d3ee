using System.Globalization;

namespace Storefront;

/// <summary>The quantities a visitor has chosen, by product id. It lives in a cookie, so that any instance can serve any request.</summary>
internal sealed class Cart
{
    public const int MostOfOneProduct = 20;

    private const string CookieName = "cart";
    private const int MostProducts = 50;

    private readonly SortedDictionary<int, int> _quantities = [];

    public IReadOnlyDictionary<int, int> Quantities => _quantities;

    public int Count => _quantities.Values.Sum();

    /// <summary>What a browser sends is a stranger's text: whatever is no cart is an empty one.</summary>
    public static Cart Load(HttpRequest request)
    {
        var cart = new Cart();
        foreach (var entry in (request.Cookies[CookieName] ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Take(MostProducts))
        {
            if (entry.Split('-') is [var product, var quantity] && TryParse(product, out var id) && TryParse(quantity, out var count))
                cart.Set(id, count);
        }

        return cart;
    }

    public void Add(int productId) => Set(productId, _quantities.GetValueOrDefault(productId) + 1);

    public void Set(int productId, int quantity)
    {
        if (quantity > 0)
            _quantities[productId] = Math.Min(quantity, MostOfOneProduct);
        else
            _quantities.Remove(productId);
    }

    public void Save(HttpResponse response) =>
        response.Cookies.Append(
            CookieName,
            string.Join('.', _quantities.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}-{entry.Value}"))),
            new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(30) });

    public static void Forget(HttpResponse response) => response.Cookies.Delete(CookieName);

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
