using StageReady.Configuration.Json;

namespace StageReady.Containers;

/// <summary>A <c>devcontainer.json</c>.</summary>
/// <param name="Image">Null if it builds a Dockerfile or starts a Compose file.</param>
internal sealed record DevcontainerFile(TextFile File, PlacedText? Image)
{
    public static bool IsName(string fileName) => fileName is "devcontainer.json" or ".devcontainer.json";

    public static (DevcontainerFile? Devcontainer, ArtefactProblem? Problem) Read(TextFile file)
    {
        var (root, error) = JsonReader.Read(file.Text);
        if (root is null)
            return (null, new ArtefactProblem(file.Span(error!.Offset, 0), $"not well-formed JSON: {error.Message}"));

        return (new DevcontainerFile(file, root.Member("image").PlacedText(file)), null);
    }
}
