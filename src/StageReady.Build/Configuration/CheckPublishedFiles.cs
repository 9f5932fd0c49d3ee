using Microsoft.Build.Framework;
using StageReady.Configuration;

namespace StageReady.Build.Configuration;

/// <summary>STG1020 over what a publish is about to copy.</summary>
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

    private protected override void Run()
    {
        var files = PublishedFiles.Select(item => new PublishedFile(item.GetMetadata("FullPath"), item.GetMetadata("RelativePath").Replace('\\', '/'))).ToList();
        var roles = Settings.Roles;
        var findings = files.Select(file => PublishOutputHasWrongSettings.Judge(file, AssemblyName, roles)).OfType<Finding>();
        Report(LacksSettings(files) ? findings.Append(PublishOutputHasWrongSettings.NoneIsPublished(ProjectFile)) : findings, Catalogue.PublishOutputHasWrongSettings);
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
