using Microsoft.AspNetCore.Antiforgery;

namespace Storefront.Pages;

internal static class Endpoints
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/", HomePage.GetAsync);

        app.MapPage("/products/{slug}", ProductPage.GetAsync);
        app.MapForm("/products/{slug}", ProductPage.AddToCartAsync);

        app.MapPage("/cart", CartPage.GetAsync);
        app.MapForm("/cart", CartPage.OrderAsync);
        app.MapForm("/cart/{productId:int}", CartPage.SetQuantityAsync);

        app.MapPage("/orders/{number}", OrderPage.GetAsync);

        // Answers for any failed request, a form that was posted as much as a page.
        app.Map("/error", ErrorPage.Get);
    }

    /// <summary>The field without which a form is refused.</summary>
    public static Html TokenField(this IAntiforgery antiforgery, HttpContext http)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return $"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""";
    }

    private static void MapPage(this IEndpointRouteBuilder app, string pattern, Delegate handler) =>
        app.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>Only pages of this shop may post here, in the name of the visitor to whom they were shown.</summary>
    private static void MapForm(this IEndpointRouteBuilder app, string pattern, Delegate handler) =>
        app.MapPost(pattern, handler).AddEndpointFilter(async (context, next) =>
        {
            try
            {
                await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context.HttpContext);
            }
            catch (AntiforgeryValidationException)
            {
                return TypedResults.BadRequest();
            }

            return await next(context);
        });
}
