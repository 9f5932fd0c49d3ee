namespace StageReady.Pinning;

/// <summary>A place that runs or builds upon a container image.</summary>
/// <param name="Written">As the file has it.</param>
/// <param name="Value">As it is meant; null if the repository does not tell.</param>
internal sealed record ImageUse(PlacedText Written, string? Value)
{
    /// <summary>Whether it is one of the values of a matrix.</summary>
    public bool IsMatrixValue { get; init; }

    /// <summary>Null if it is unknown, or what a deployment tool fills in.</summary>
    public ImageReference? Reference => Value is { Length: > 0 } value && value.IndexOfAny(Unfilled) < 0 && !value.Contains("__") ? ImageReference.Parse(value) : null;

    /// <summary>Whether it is whatever is the latest, even if its registry or its name is filled in elsewhere.</summary>
    public bool IsLatest => Reference?.Floats ?? Written.Value.EndsWith(":" + ImageReference.Latest, StringComparison.Ordinal);

    private static readonly char[] Unfilled = ['$', '{', '}', '<', '>', '#', '%', '(', ' '];
}
