namespace StageReady.Pinning;

/// <summary>STG3020: a tag is moved with every rebuild of the image; only its digest names one image.</summary>
internal static class ContainerImageHasNoDigest
{
    public static IEnumerable<Finding> Judge(IEnumerable<ImageUse> images) =>
        from image in images
        where !image.IsMatrixValue && image.Reference is { Floats: false, Digest: null }
        select new Finding(Catalogue.ContainerImageHasNoDigest, image.Written.Span,
            $"The image {MessageText.Quote(image.Value!)} is named by a tag, which its owner can move. Add the digest that was tested ('docker buildx imagetools inspect {image.Value}' tells it)")
        {
            Subject = image.Reference!.Name,
        };
}
