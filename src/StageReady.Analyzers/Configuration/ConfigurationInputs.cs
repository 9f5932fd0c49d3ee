using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>Finds the configuration files and the facts of a project among what the build hands to the compiler.</summary>
internal sealed class ConfigurationInputs
{
    private readonly Compilation _compilation;
    private readonly AnalyzerOptions _options;
    private readonly string _name;
    private readonly List<AdditionalText> _files = [];
    private readonly List<AdditionalText> _others = [];
    private readonly List<AdditionalText> _webConfigs = [];
    private readonly List<AdditionalText> _settings = [];
    private readonly List<AdditionalText> _baselines = [];

    public ConfigurationInputs(Compilation compilation, AnalyzerOptions options)
    {
        _compilation = compilation;
        _options = options;
        _name = Property("AssemblyName") ?? compilation.AssemblyName ?? "";
        foreach (var file in options.AdditionalFiles.GroupBy(file => file.Path, StringComparer.Ordinal).Select(group => group.First()))
        {
            switch (KindOf(file, options.AnalyzerConfigOptionsProvider.GetOptions(file)))
            {
                case "Configuration":
                    _files.Add(file);
                    break;
                case "Json":
                    _others.Add(file);
                    break;
                case "WebConfig":
                    _webConfigs.Add(file);
                    break;
                case "Settings":
                    _settings.Add(file);
                    break;
                case "Baseline":
                    _baselines.Add(file);
                    break;
            }
        }
    }

    public bool IsEmpty => _files.Count == 0 && _webConfigs.Count == 0 && _settings.Count == 0 && _baselines.Count == 0;

    public bool Contains(AdditionalText file) => _files.Contains(file) || _others.Contains(file) || _webConfigs.Contains(file) || _settings.Contains(file) || _baselines.Contains(file);

    /// <summary>Reads the files; where a fact of the build is missing, what is likeliest stands in for it.</summary>
    public ConfigurationProject ReadProject(CancellationToken cancellationToken)
    {
        var texts = _files.Select(file => (file.Path, Text: Read(file, cancellationToken))).ToList();
        var directory = ProjectFolder;
        return new ConfigurationProject(
            directory,
            _name,
            Flag("StageReadyIsApplication") ?? _compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication,
            Flag("IsTestProject") ?? false,
            [.. texts.Select(file => file.Text).OfType<TextFile>()],
            Nearest(_settings, directory, cancellationToken))
        {
            Baseline = Nearest(_baselines, directory, cancellationToken),

            // The compiler itself reports a file that it cannot read; here it makes the environments that need it unknown.
            Links = Links(),
            UnreadableFiles = [.. texts.Where(file => file.Text is null).Select(file => file.Path)],
            AddedFiles = () => AddedJsonFiles.In(_compilation, cancellationToken),
            OtherFiles = () => _others.Select(file => file.Path),
            ReadOther = path => Read(_others.First(file => file.Path == path), cancellationToken),
            DictionarySections = () => DictionarySections.In(_compilation, cancellationToken),
            WebConfigs = [.. _webConfigs.Select(file => Read(file, cancellationToken)).OfType<TextFile>()],
        };
    }

    /// <summary>The roles of environments, with those that stageready.json declares.</summary>
    public EnvironmentRoles ReadRoles(CancellationToken cancellationToken) =>
        StageReadySettings.From(Nearest(_settings, ProjectFolder, cancellationToken)).Roles;

    private Dictionary<string, string> Links()
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in _files)
        {
            if (_options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(StageReadyAnalyzer.PlaceMetadata, out var place) && place.Length > 0)
                links[file.Path] = place;
        }

        return links;
    }

    private string ProjectFolder => Property("ProjectDir") ?? Property("MSBuildProjectDirectory") ?? ShallowestFolder();

    private string? KindOf(AdditionalText file, AnalyzerConfigOptions options)
    {
        options.TryGetValue(StageReadyAnalyzer.KindMetadata, out var marked);
        return ConfigurationCheck.KindOf(marked, Path.GetFileName(file.Path), _name);
    }

    private static TextFile? Read(AdditionalText file, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken) is { } text ? new TextFile(file.Path, text.ToString()) : null;

    /// <summary>A project's own file beats one that several projects share.</summary>
    private static TextFile? Nearest(IEnumerable<AdditionalText> files, string directory, CancellationToken cancellationToken) => files
        .OrderByDescending(file => file.Path.StartsWith(directory, StringComparison.OrdinalIgnoreCase))
        .ThenByDescending(file => file.Path.Length)
        .FirstOrDefault() is { } nearest ? Read(nearest, cancellationToken) : null;

    private string ShallowestFolder() => _files.Select(file => Path.GetDirectoryName(file.Path) ?? "").OrderBy(folder => folder.Length).FirstOrDefault() ?? "";

    private bool? Flag(string property) => bool.TryParse(Property(property), out var value) ? value : null;

    private string? Property(string name) => BuildProperty.Of(_options, name) is { Length: > 0 } value ? value : null;
}
