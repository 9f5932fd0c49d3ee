using Microsoft.Build.Framework;
using StageReady.Configuration;
using StageReady.Privacy;

namespace StageReady.Build.Configuration;

/// <summary>The rules over configuration and SQL scripts for a project whose compiler runs no analyzers: F#, Visual Basic.</summary>
public sealed class CheckConfiguration : CheckTask
{
    /// <summary>The items AdditionalFiles.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The property of that name: the application's name for its host.</summary>
    public string AssemblyName { get; set; } = "";

    /// <summary>The property StageReadyIsApplication; if it is empty, whether the project makes an executable.</summary>
    public string IsApplication { get; set; } = "";

    /// <summary>The property of that name.</summary>
    public string OutputType { get; set; } = "";

    /// <summary>The property of that name.</summary>
    public bool IsTestProject { get; set; }

    /// <summary>The stamp that says for which inputs there is nothing to report as an error.</summary>
    [Required]
    public string StampFile { get; set; } = "";

    /// <summary>What the stamp then holds.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    private protected override void Run()
    {
        var isApplication = bool.TryParse(IsApplication, out var value) ? value : OutputType.EndsWith("Exe", StringComparison.OrdinalIgnoreCase);
        var project = ConfigurationItems.Read(Files, Path.GetDirectoryName(ProjectFile)!, AssemblyName, isApplication, IsTestProject);
        var seeds = Suppressions().Apply(IsTestProject ? [] : ConfigurationItems.ScriptsIn(Files).SelectMany(PersonalDataInSeedData.In));
        var configuration = ConfigurationCheck.Judge(project, CancellationToken.None);
        if (!Report(configuration.And(seeds), [.. ConfigurationCheck.Rules, Catalogue.PersonalDataInSeedData]))
            File.WriteAllText(StampFile, Stamp);
    }
}
