using Microsoft.Extensions.Options;

namespace Storefront.Pages;

/// <summary>The answer to a request: what a page has to say, in the frame that all of them share.</summary>
internal sealed class Page(string? title, Html content) : IResult
{
    public Task ExecuteAsync(HttpContext http)
    {
        var store = http.RequestServices.GetRequiredService<IOptions<StoreOptions>>().Value;
        var assets = http.RequestServices.GetRequiredService<Assets>();

        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Frame(store, assets, http.Request).ToString(), http.RequestAborted);
    }

    private Html Frame(StoreOptions store, Assets assets, HttpRequest request) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{(title is null ? store.Name : $"{title} · {store.Name}")}</title>
            <link rel="canonical" href="{new Uri(store.PublicUrl, request.Path).AbsoluteUri}">
            <link rel="icon" href="{assets["images/leaf.svg"]}" type="image/svg+xml">
            <link rel="stylesheet" href="{assets["store.css"]}">
        </head>
        <body>
            {Html.If(store.Notice != "", $"""<p class="notice">{store.Notice}</p>""")}
            <header>
                <a class="brand" href="/"><img src="{assets["images/leaf.svg"]}" alt="" width="28" height="28"> {store.Name}</a>
                <a class="cart" href="/cart">Cart <span>{Cart.Load(request).Count}</span></a>
            </header>
            <main>
        {content}
            </main>
            <footer>Questions? <a href="mailto:{store.SupportEmail}">{store.SupportEmail}</a></footer>
        </body>
        </html>

        """;
}
