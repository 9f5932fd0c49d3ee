using System.ComponentModel.DataAnnotations;

namespace Storefront;

/// <summary>The section <c>Store</c>. What differs between environments differs here, never in the code.</summary>
public sealed class StoreOptions
{
    [Required]
    public required string Name { get; init; }

    [Required, EmailAddress]
    public required string SupportEmail { get; init; }

    /// <summary>Shown on every page; empty in production.</summary>
    public string Notice { get; init; } = "";

    [Required]
    public required Uri PublicUrl { get; init; }

    [Required]
    public required Uri PaymentsUrl { get; init; }
}
