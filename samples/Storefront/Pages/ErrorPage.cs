namespace Storefront.Pages;

internal static class ErrorPage
{
    public static Page Get(string? status, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        var heading = status == "404" ? "We don't have that page" : "Something went wrong on our side";
        return new Page(heading, $"""
            <h1>{heading}</h1>
            <p><a href="/">Back to the shop</a></p>
            """);
    }
}
