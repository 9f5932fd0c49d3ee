using System.Text.RegularExpressions;
using StageReady.Pinning;

namespace StageReady.Tool.Network;

/// <summary>Where the manifest of an image is: Docker Hub is meant where no registry is named, and its official images lie in <c>library</c>.</summary>
/// <param name="Registry">The host, with its port.</param>
/// <param name="Name">The repository in it.</param>
internal sealed partial record ImageAddress(string Registry, string Name, string Tag)
{
    private const string DockerHub = "registry-1.docker.io";

    private static readonly string[] DockerHubNames = ["docker.io", "index.docker.io", DockerHub];

    /// <summary>Null if no registry takes such a name.</summary>
    public static ImageAddress? Of(ImageReference image)
    {
        var slash = image.Name.IndexOf('/');
        var first = slash < 0 ? "" : image.Name[..slash];
        var (registry, name) = first.IndexOfAny(['.', ':']) >= 0 || first == "localhost" ? (first, image.Name[(slash + 1)..]) : (DockerHub, image.Name);
        if (DockerHubNames.Contains(registry, StringComparer.OrdinalIgnoreCase))
            (registry, name) = (DockerHub, name.Contains('/') ? name : $"library/{name}");
        var address = new ImageAddress(registry, name, image.Tag ?? "latest");
        return RegistryPattern().IsMatch(registry) && NamePattern().IsMatch(name) && TagPattern().IsMatch(address.Tag) ? address : null;
    }

    /// <summary>Plain HTTP is for this machine alone, as for Docker.</summary>
    public Uri Manifest => new($"{(IsLocal ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{Registry}/v2/{Name}/manifests/{Tag}");

    /// <summary>Whether the registry runs on this machine.</summary>
    public bool IsLocal => new Uri($"{Uri.UriSchemeHttp}://{Registry}").IsLoopback;

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?$", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(@"^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();
}
