using Microsoft.Build.Framework;
using StageReady.Build.Release;
using StageReady.Configuration;
using StageReady.Privacy;
using StageReady.Release;

namespace StageReady.Build.Configuration;

/// <summary>The rules over what a publish is about to copy: settings, data, and the symbols of assemblies.</summary>
public sealed class CheckPublishedFiles : CheckTask
{
    /// <summary>The items ResolvedFileToPublish.</summary>
    public ITaskItem[] PublishedFiles { get; set; } = [];

    /// <summary>The items that the project keeps out of the output on purpose, or puts into the assembly.</summary>
    public ITaskItem[] KeptFiles { get; set; } = [];

    /// <summary>The items Compile.</summary>
    public ITaskItem[] SourceFiles { get; set; } = [];

    /// <summary>The property of that name: the application's name for its host.</summary>
    public string AssemblyName { get; set; } = "";

    /// <summary>The property of that name: only an executable reads its own settings.</summary>
    public string OutputType { get; set; } = "";

    /// <summary>The project's own assembly and those of the projects that it references, which ought to have symbols beside them.</summary>
    public ITaskItem[] BuiltAssemblies { get; set; } = [];

    private protected override void Run()
    {
        var files = PublishedFiles.Select(FileOf).ToList();
        var roles = Settings.Roles;
        var findings = files.Select(file => PublishOutputHasWrongSettings.Judge(file, AssemblyName, roles)).OfType<Finding>();
        if (LacksSettings(files))
            findings = findings.Append(PublishOutputHasWrongSettings.NoneIsPublished(ProjectFile));
        var data = PublishedFiles.Where(item => item.GetMetadata("NuGetPackageId").Length == 0).Select(FileOf).Where(file => File.Exists(file.Source)).Select(file => DataIsPublished.Judge(file, DataIsPublished.HeadOf)).OfType<Finding>();
        Report(findings.Concat(data).Concat(Symbols(files)), Catalogue.PublishOutputHasWrongSettings, Catalogue.DataIsPublished, Catalogue.AssemblyLacksSymbols);
    }

    private static PublishedFile FileOf(ITaskItem item) => new(item.GetMetadata("FullPath"), item.GetMetadata("RelativePath").Replace('\\', '/'));

    private IEnumerable<Finding> Symbols(IReadOnlyList<PublishedFile> files)
    {
        var own = new HashSet<string>(BuiltAssemblies.Select(item => Path.GetFileName(item.ItemSpec)), StringComparer.OrdinalIgnoreCase);
        var origin = new Lazy<string?>(() => ReleaseSource.Origin(Path.GetDirectoryName(ProjectFile)!));
        foreach (var file in files.Where(file => own.Contains(file.Target) && File.Exists(file.Source)))
        {
            var pdb = files.FirstOrDefault(other => string.Equals(other.Target, Path.ChangeExtension(file.Target, ".pdb"), StringComparison.OrdinalIgnoreCase))?.Source;
            if (BuiltAssembly.Symbols(file.Target, file.Source, pdb) is { } assembly
                && AssemblyLacksSymbols.Judge(assembly, ProjectFile, assembly.HasSourceLink ? null : origin.Value) is { } finding)
                yield return finding;
        }
    }

    private bool LacksSettings(IEnumerable<PublishedFile> published)
    {
        var own = Directory.EnumerateFiles(Path.GetDirectoryName(ProjectFile)!, "*.json").Where(IsSettings).ToList();
        return OutputType.EndsWith("Exe", StringComparison.OrdinalIgnoreCase)
            && own.Count > 0
            && !published.Any(file => IsSettings(file.Target))
            && !KeptFiles.Any(item => IsSettings(item.ItemSpec))
            && SourceFiles.Select(item => item.GetMetadata("FullPath")).Where(File.Exists).Any(path => PublishOutputHasWrongSettings.Reads(File.ReadAllText(path)));
    }

    private bool IsSettings(string path) => ConfigurationCheck.IsConfigurationFile(Path.GetFileName(path), AssemblyName);
}
