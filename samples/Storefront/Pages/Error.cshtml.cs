using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Storefront.Pages;

/// <summary>Answers for any failed request, a form that was posted as much as a page.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int? Status { get; set; }

    public string Heading => Status == StatusCodes.Status404NotFound ? "We don't have that page" : "Something went wrong on our side";
}
