using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3027: the SDK builds a container on what its base image's tag means that day, and there is no Dockerfile that would show it.</summary>
internal static class BaseImageIsNotPinned
{
    private const string Image = "ContainerBaseImage", Family = "ContainerFamily", Enabled = "EnableSdkContainerSupport", Profile = "PublishProfile", Latest = "latest";

    private static readonly string[] Tags = ["ContainerImageTag", "ContainerImageTags"];

    // What the SDK reads; other tools have properties of their own with such names.
    private static readonly string[] Container =
    [
        Image, Family, .. Tags, "ContainerRepository", "ContainerImageName", "ContainerRegistry", "ContainerRuntimeIdentifier", "ContainerRuntimeIdentifiers", "ContainerUser",
        "ContainerWorkingDirectory", "ContainerImageFormat", "ContainerArchiveOutputPath", "ContainerAppCommandInstruction", "ContainerTitle", "ContainerGenerateLabels",
    ];

    /// <summary>Those whose values are judged.</summary>
    public static readonly string[] Judged = [Image, .. Tags];

    /// <summary>All properties that are asked for.</summary>
    public static IReadOnlyList<string> Properties { get; } = [.. Container, Enabled, Profile];

    public static IEnumerable<Finding> Judge(ProjectProperties properties)
    {
        foreach (var name in Tags)
        {
            if (properties.List(name).Contains(Latest, StringComparer.OrdinalIgnoreCase))
                yield return At(name, "The image is tagged 'latest', so that nobody can tell which release a host runs. Tag it with the version");
        }

        if (!IsContainer(properties) || properties[Image] is not { } image)
            yield break;
        if (image.Length == 0)
            yield return At(Family, $"The SDK chooses the base image of the container by a tag that moves. Set {Image} with a digest (@sha256:…)") with { Severity = Severity.Info };
        else if (image.IndexOf("@sha256:", StringComparison.OrdinalIgnoreCase) < 0)
            yield return At(Image, $"The base image {MessageText.Quote(image)} has no digest, so that it is another one when its tag moves. Add the digest (@sha256:…)");

        Finding At(string name, string message) => new(Catalogue.BaseImageIsNotPinned, properties.PlaceOf(name), message);
    }

    // The web SDK switches containers on for everybody; who wants one says more.
    private static bool IsContainer(ProjectProperties properties) =>
        Container.Any(properties.IsWritten)
        || (properties.IsWritten(Enabled) && properties.IsTrue(Enabled))
        || (properties[Profile] ?? "").EndsWith("DefaultContainer", StringComparison.OrdinalIgnoreCase);
}
