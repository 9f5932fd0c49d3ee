using StageReady.Projects;
using StageReady.Yaml;

namespace StageReady.Infrastructure;

/// <summary>The dependencies of a Helm chart: <c>Chart.yaml</c>, or <c>requirements.yaml</c> of the first version.</summary>
internal sealed record HelmChart(TextFile File, IReadOnlyList<HelmDependency> Dependencies)
{
    public static bool IsName(string fileName) => fileName is "Chart.yaml" or "requirements.yaml";

    /// <summary>The file that holds what was resolved.</summary>
    public string LockPath => File.Path.Substring(0, File.Path.Length - ".yaml".Length) + ".lock";

    public static HelmChart Read(TextFile file) => new(file, [.. Items(file).Select(HelmDependency.Read).OfType<HelmDependency>()]);

    /// <summary>The names that a lock file holds.</summary>
    public IEnumerable<string> Locked(RepositoryTree tree) => tree.ReadFile(LockPath) is { } file ? Items(file).Select(item => item["name"]?.Scalar).OfType<string>() : [];

    private static IEnumerable<YamlNode> Items(TextFile file) => YamlReader.Read(file).Documents.Take(1).SelectMany(document => document["dependencies"]?.Items ?? []);
}

/// <param name="Version">Null if it gives none.</param>
/// <param name="Repository">Null if the chart lies beside it.</param>
internal sealed record HelmDependency(PlacedText Name, PlacedText? Version, string? Repository)
{
    public static HelmDependency? Read(YamlNode node) =>
        node["name"]?.PlacedScalar is { } name ? new HelmDependency(name, node["version"]?.PlacedScalar, node["repository"]?.Scalar) : null;
}
