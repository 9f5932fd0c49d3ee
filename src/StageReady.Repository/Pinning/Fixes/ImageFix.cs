using StageReady.Configuration.Fixes;

namespace StageReady.Pinning.Fixes;

/// <summary>Adds the digest that the registry gives for the tag of an image.</summary>
internal static class ImageFix
{
    /// <param name="file">The file.</param>
    /// <param name="span">Where the image is written, with or without quotes.</param>
    /// <param name="image">The image as it is meant.</param>
    /// <param name="digestOf">Asks the registry; null if nobody is to be asked.</param>
    public static PinningFix For(TextFile file, SourceSpan span, string image, Func<ImageReference, Resolution>? digestOf)
    {
        var reference = ImageReference.Parse(image);
        var tagged = reference.Tag is null ? $"{image}:latest" : image;
        var command = $"docker buildx imagetools inspect {CommandWord.Of(tagged)}";
        if (digestOf is null)
            return PinningFix.Leave("only the registry knows its digest. With --resolve it is asked; this asks it too", command);

        var digest = digestOf(reference);
        if (digest.Value is null)
            return PinningFix.Leave(digest.Problem, command);

        var written = file.Text.Substring(span.Start, span.Length);
        var start = written.IndexOf(image, StringComparison.Ordinal);
        return start < 0 || written.IndexOf(image, start + 1, StringComparison.Ordinal) >= 0
            ? PinningFix.Leave($"it does not stand there as a whole. {tagged} is {digest.Value}")
            : PinningFix.Write($"Add the digest of {tagged}", new FileEdit(file.Path, span.Start + start, image.Length, $"{tagged}@{digest.Value}"));
    }
}
