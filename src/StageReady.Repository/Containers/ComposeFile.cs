using System.Text.RegularExpressions;
using StageReady.Yaml;

namespace StageReady.Containers;

/// <summary>A Compose file: the services that it defines, or changes if it is laid over another.</summary>
internal sealed record ComposeFile(TextFile File, IReadOnlyList<ComposeService> Services)
{
    private static readonly Regex Name = new(
        @"^(?:docker-(?:compose|stack)|compose)(?:[._-].*)?\.ya?ml$|[._-]compose\.ya?ml$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static bool IsName(string fileName) => Name.IsMatch(fileName);

    public static (ComposeFile Compose, ArtefactProblem? Problem) Read(TextFile file)
    {
        var (documents, problem) = YamlReader.Read(file);
        return (new ComposeFile(file, [.. documents.SelectMany(document => document["services"]?.Entries ?? []).Select(ComposeService.Read)])
        {
            Includes = [.. documents.SelectMany(document => document["include"]?.Items ?? []).SelectMany(PathsOf)],
        }, problem);
    }

    /// <summary>The paths of the files whose services are a part of it, as they are written.</summary>
    public IReadOnlyList<PlacedText> Includes { get; init; } = [];

    /// <summary>The paths of the files whose services its own extend.</summary>
    public IEnumerable<PlacedText> Extended => Services.Select(service => service.Extends?.File).OfType<PlacedText>();

    // A path, or an object with a path or a list of them.
    private static IEnumerable<PlacedText> PathsOf(YamlNode include) => include.Kind switch
    {
        YamlKind.Mapping => include["path"] is { } path ? PathsOf(path) : [],
        YamlKind.Sequence => include.Items.Select(item => item.PlacedScalar).OfType<PlacedText>(),
        _ => include.PlacedScalar is { } path ? [path] : [],
    };
}

/// <summary>A service of a Compose file, with what its anchors and merges bring.</summary>
internal sealed record ComposeService(PlacedText Name)
{
    public PlacedText? Image { get; init; }

    public ComposeBuild? Build { get; init; }

    /// <summary>The service that it takes everything from that it does not say itself.</summary>
    public ComposeExtends? Extends { get; init; }

    public IReadOnlyList<ComposeVariable> Environment { get; init; } = [];

    /// <summary>The paths of <c>env_file</c>, as they are written.</summary>
    public IReadOnlyList<PlacedText> EnvFiles { get; init; } = [];

    public static ComposeService Read(YamlEntry entry) => new(entry.Key.Placed)
    {
        Image = entry.Value["image"]?.PlacedScalar,
        Build = ComposeBuild.Read(entry.Value["build"]),
        Extends = ComposeExtends.Read(entry.Value["extends"]),
        Environment = ComposeVariable.Read(entry.Value["environment"]),
        EnvFiles = EnvFilesOf(entry.Value["env_file"]),
    };

    // A path, a list of them, or a list of objects with a path.
    private static IReadOnlyList<PlacedText> EnvFilesOf(YamlNode? node) => node switch
    {
        null => [],
        { Kind: YamlKind.Sequence } => [.. node.Items.Select(item => (item.Kind == YamlKind.Mapping ? item["path"] : item)?.PlacedScalar).OfType<PlacedText>()],
        _ => node.PlacedScalar is { } path ? [path] : [],
    };
}

/// <summary>Another service, of the same file or of another one.</summary>
/// <param name="File">Null if it is in the same file.</param>
internal sealed record ComposeExtends(string Service, PlacedText? File)
{
    public static ComposeExtends? Read(YamlNode? node) => node switch
    {
        { Kind: YamlKind.Mapping } => node["service"]?.Scalar is { } service ? new ComposeExtends(service, node["file"]?.PlacedScalar) : null,
        _ => node?.Scalar is { } service ? new ComposeExtends(service, null) : null,
    };
}

/// <summary>Where the image of a service is built.</summary>
/// <param name="Context">A folder or an address; null is the folder of the file.</param>
/// <param name="Dockerfile">Relative to the context; null is <c>Dockerfile</c>.</param>
/// <param name="Target">The stage; null is the last one.</param>
/// <param name="Arguments">What it gives to the <c>ARG</c> instructions.</param>
internal sealed record ComposeBuild(PlacedText? Context, PlacedText? Dockerfile, PlacedText? Target, IReadOnlyList<ComposeVariable> Arguments)
{
    /// <summary>The names that a <c>FROM</c> can use for other folders and images (<c>additional_contexts</c>).</summary>
    public IReadOnlyList<string> NamedContexts { get; init; } = [];

    public static ComposeBuild? Read(YamlNode? node) => node switch
    {
        null => null,
        { Kind: YamlKind.Mapping } => new ComposeBuild(
            node["context"]?.PlacedScalar, node["dockerfile"]?.PlacedScalar, node["target"]?.PlacedScalar, ComposeVariable.Read(node["args"]))
        {
            NamedContexts = [.. ComposeVariable.Read(node["additional_contexts"]).Select(context => context.Name.Value)],
        },
        _ => new ComposeBuild(node.PlacedScalar, null, null, []),
    };
}

/// <summary>A variable of a map or of a list of <c>NAME=value</c>.</summary>
/// <param name="Value">As it is written, not expanded; null if the machine that runs Compose gives it.</param>
internal sealed record ComposeVariable(PlacedText Name, PlacedText? Value)
{
    public static IReadOnlyList<ComposeVariable> Read(YamlNode? node) => node switch
    {
        { Kind: YamlKind.Mapping } => [.. node.Entries.Select(entry => new ComposeVariable(entry.Key.Placed, entry.Value.PlacedScalar))],
        { Kind: YamlKind.Sequence } => [.. node.Items.Where(item => item.Scalar is not null).Select(FromListItem)],
        _ => [],
    };

    private static ComposeVariable FromListItem(YamlNode item)
    {
        var equals = item.Text.IndexOf('=');
        return equals < 0
            ? new ComposeVariable(item.Placed, null)
            : new ComposeVariable(item.Part(0, equals), item.Part(equals + 1, item.Text.Length - equals - 1));
    }
}
