namespace StageReady.Configuration;

/// <summary>What the configuration rules need to know of one project: facts of its build, and texts.</summary>
/// <param name="Directory">The folder of the project file, in the same form as the paths of the files.</param>
/// <param name="Name">The application's name (the assembly's name): the host loads <c>{Name}.settings.json</c>.</param>
/// <param name="IsApplication">Whether the project is published and run by a host: Web, Worker or container.</param>
/// <param name="IsTest">Whether it is a test project.</param>
/// <param name="Files">Its configuration files, in whatever folder.</param>
/// <param name="Settings">The stageready.json that holds for it.</param>
internal sealed record ConfigurationProject(
    string Directory, string Name, bool IsApplication, bool IsTest, IReadOnlyList<TextFile> Files, TextFile? Settings)
{
    /// <summary>The stageready.baseline.json that holds for it.</summary>
    public TextFile? Baseline { get; init; }

    /// <summary>Configuration files that exist but are no text that can be read.</summary>
    public IReadOnlyList<string> UnreadableFiles { get; init; } = [];

    /// <summary>Where the application finds a file that the project links into its output, by the file's own path; every other file is where it is.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>Its web.config files and their transforms.</summary>
    public IReadOnlyList<TextFile> WebConfigs { get; init; } = [];

    /// <summary>The sections that the code binds to dictionaries; none where there is no code to ask.</summary>
    public Func<IReadOnlyCollection<string>> DictionarySections { get; init; } = () => [];

    /// <summary>What the code does with the sources of its host's configuration; nothing where there is no code to ask.</summary>
    public Func<IReadOnlyList<AddedFile>> AddedFiles { get; init; } = () => [];

    /// <summary>The other JSON files in its folder: they count if the code adds them.</summary>
    public Func<IEnumerable<string>> OtherFiles { get; init; } = () => [];

    /// <summary>The text of one of them.</summary>
    public Func<string, TextFile?> ReadOther { get; init; } = _ => null;

    /// <summary>The day by which suppressions expire.</summary>
    public DateTime Today { get; init; } = DateTime.UtcNow.Date;

    /// <summary>Where the application finds a file.</summary>
    public string PlaceOf(string path) => Links.TryGetValue(path, out var place) ? place : path;
}
