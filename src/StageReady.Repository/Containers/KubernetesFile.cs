using StageReady.Projects;
using StageReady.Yaml;

namespace StageReady.Containers;

/// <summary>The objects of a Kubernetes manifest.</summary>
internal sealed record KubernetesFile(TextFile File, IReadOnlyList<KubernetesObject> Objects)
{
    /// <summary>The images to which a <c>kustomization.yaml</c> gives another tag or digest, and those that Skaffold builds and puts in.</summary>
    public IReadOnlyList<string> ReplacedImages { get; init; } = [];

    /// <summary>The tags that it gives to images which it names by no digest.</summary>
    public IReadOnlyList<(PlacedText Tag, string Image)> Retagged { get; init; } = [];

    /// <summary>The images of its containers; in a template, of those too that only some values render.</summary>
    public IReadOnlyList<PlacedText> Images { get; init; } = [];

    /// <summary>Null for a YAML file that holds no Kubernetes object, and for a template that is none before it is rendered.</summary>
    public static KubernetesFile? Read(TextFile file)
    {
        var isKustomization = RepositoryTree.FileNameOf(file.Path) is "kustomization.yaml" or "kustomization.yml";
        if (!isKustomization && !LooksLikeManifest(file.Text))
            return null;

        var (documents, _) = YamlReader.Read(ManifestTemplate.Is(file) ? ManifestTemplate.LiteralsOf(file) : file);
        KubernetesObject[] objects = [.. documents.SelectMany(Items).Select(KubernetesObject.Read).OfType<KubernetesObject>(), .. isKustomization ? documents.SelectMany(Generated) : []];
        PlacedText[] used = [.. (ManifestTemplate.Is(file) ? InAllBlocks(file) ?? objects : objects).SelectMany(item => item.Containers).Select(container => container.Image).OfType<PlacedText>()];
        YamlNode[] images = isKustomization ? [.. documents.SelectMany(document => document["images"]?.Items ?? []).Where(image => image["name"]?.Scalar is not null)] : [];
        string[] built = [.. documents.Where(document => document["apiVersion"]?.Scalar?.StartsWith("skaffold/", StringComparison.Ordinal) == true).SelectMany(BuiltBySkaffold)];
        return objects.Length + used.Length + images.Length + built.Length == 0 ? null : new KubernetesFile(file, objects)
        {
            Images = used,
            ReplacedImages = [.. images.Select(image => image["name"]!.Text), .. built],
            Retagged =
            [
                .. from image in images
                   where image["digest"] is null
                   let tag = image["newTag"]?.PlacedScalar
                   where tag is not null
                   select (tag.Value, $"{image["newName"]?.Scalar ?? image["name"]!.Text}:{tag.Value.Value}"),
            ],
        };
    }

    // Cheap, because every YAML file of the repository comes here.
    private static bool LooksLikeManifest(string text) =>
        text.IndexOf("apiVersion", StringComparison.Ordinal) >= 0 && text.IndexOf("kind", StringComparison.Ordinal) >= 0;

    // Null if the branches together are no YAML.
    private static KubernetesObject[]? InAllBlocks(TextFile file)
    {
        var (documents, problem) = YamlReader.Read(ManifestTemplate.LiteralsOf(file, keepsBlocks: true));
        return problem is null ? [.. documents.SelectMany(Items).Select(KubernetesObject.Read).OfType<KubernetesObject>()] : null;
    }

    private static IEnumerable<string> BuiltBySkaffold(YamlNode document) =>
        from part in (document["profiles"]?.Items ?? []).Prepend(document)
        from artifact in part.At("build", "artifacts")?.Items ?? []
        let image = artifact["image"]?.Scalar
        where image is not null
        select image;

    // Those that a kustomization makes of literals and files.
    private static IEnumerable<KubernetesObject> Generated(YamlNode document) =>
        new[] { document["configMapGenerator"], document["secretGenerator"] }.OfType<YamlNode>().SelectMany(generator => generator.Items).Select(KubernetesObject.ReadGenerator);

    private static IEnumerable<YamlNode> Items(YamlNode document) =>
        document["kind"]?.Scalar == "List" ? document["items"]?.Items ?? [] : [document];
}

/// <summary>An object: a workload with its containers, or a ConfigMap with its data.</summary>
internal sealed record KubernetesObject(string Kind, string Name)
{
    public IReadOnlyList<KubernetesContainer> Containers { get; init; } = [];

    /// <summary>The keys and values of a ConfigMap, and those of a Secret that are not encoded.</summary>
    public IReadOnlyList<KubernetesVariable> Data { get; init; } = [];

    /// <summary>The files of <c>NAME=value</c> lines that a ConfigMap is made of, as their paths are written.</summary>
    public IReadOnlyList<PlacedText> EnvFiles { get; init; } = [];

    /// <summary>An element of <c>configMapGenerator</c> or <c>secretGenerator</c>.</summary>
    public static KubernetesObject ReadGenerator(YamlNode node) => new("ConfigMap", node["name"]?.Scalar ?? "")
    {
        Data = [.. (node["literals"]?.Items ?? []).Select(Literal).OfType<KubernetesVariable>()],
        EnvFiles = [.. (node["envs"]?.Items ?? []).Append(node["env"]).Select(path => path?.PlacedScalar).OfType<PlacedText>()],
    };

    private static KubernetesVariable? Literal(YamlNode item)
    {
        var equals = item.Text.IndexOf('=');
        return equals < 0 ? null : new KubernetesVariable(item.Text.Substring(0, equals), item.Part(equals + 1, item.Text.Length - equals - 1));
    }

    /// <summary>Null for a document that is no object of Kubernetes.</summary>
    public static KubernetesObject? Read(YamlNode document)
    {
        if (document["apiVersion"]?.Scalar is null || document["kind"]?.Scalar is not { } kind)
            return null;

        return new KubernetesObject(kind, document.At("metadata", "name")?.Scalar ?? "")
        {
            Containers = [.. PodSpecs(document["spec"]).SelectMany(spec => Containers("containers", spec).Concat(Containers("initContainers", spec)).Concat(Containers("ephemeralContainers", spec)))],
            Data = kind is not ("ConfigMap" or "Secret") ? [] :
                [.. (document[kind == "Secret" ? "stringData" : "data"]?.Entries ?? []).Where(entry => entry.Value.Scalar is not null).Select(entry => new KubernetesVariable(entry.Key.Text, entry.Value.Placed))],
        };

        static IEnumerable<KubernetesContainer> Containers(string key, YamlNode spec) => (spec[key]?.Items ?? []).Select(KubernetesContainer.Read);
    }

    // A pod itself, what has a template of pods, and what has a template of jobs.
    private static IEnumerable<YamlNode> PodSpecs(YamlNode? spec) =>
        new[] { spec, spec?.At("template", "spec"), spec?.At("jobTemplate", "spec", "template", "spec") }.OfType<YamlNode>();
}

/// <param name="Variables">The values that the manifest itself gives; those from secrets, fields and config maps are left out.</param>
/// <param name="ConfigMaps">The names of the config maps that it takes variables from.</param>
internal sealed record KubernetesContainer(string Name, PlacedText? Image, IReadOnlyList<KubernetesVariable> Variables, IReadOnlyList<string> ConfigMaps)
{
    public static KubernetesContainer Read(YamlNode node)
    {
        var variables = node["env"]?.Items ?? [];
        return new KubernetesContainer(
            node["name"]?.Scalar ?? "",
            node["image"]?.PlacedScalar,
            [
                .. variables.Where(variable => variable["name"]?.Scalar is not null && variable["value"]?.Scalar is not null)
                    .Select(variable => new KubernetesVariable(variable["name"]!.Text, variable["value"]!.Placed)),
            ],
            [
                .. (node["envFrom"]?.Items ?? []).Select(source => source.At("configMapRef", "name")?.Scalar)
                    .Concat(variables.Select(variable => variable.At("valueFrom", "configMapKeyRef", "name")?.Scalar))
                    .OfType<string>(),
            ]);
    }
}

internal sealed record KubernetesVariable(string Name, PlacedText Value);
