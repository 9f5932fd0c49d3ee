namespace StageReady.Pinning;

/// <summary>STG3019: the newest image is another one tomorrow, so that production runs what staging never saw.</summary>
internal static class ContainerImageFloats
{
    public static IEnumerable<Finding> Judge(IEnumerable<ImageUse> images) =>
        from image in images
        where image.IsLatest
        let what = image.Reference is { Tag: null } ? "has no tag, which means 'latest'" : "is whatever is the latest"
        select new Finding(Catalogue.ContainerImageFloats, image.Written.Span, $"The image {Name(image)}{what}. Write the tag and the digest that were tested")
        {
            Subject = (image.Reference ?? ImageReference.Parse(image.Written.Value)).Name,
        };

    // What a template fills in has no name yet.
    private static string Name(ImageUse image) => image.Reference is not null ? MessageText.Quote(image.Value!) + " " : image.Written.Value.Contains("${_") ? "" : MessageText.Quote(image.Written.Value) + " ";
}
