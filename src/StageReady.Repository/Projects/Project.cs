namespace StageReady.Projects;

/// <summary>What the checks need to know of a project.</summary>
internal sealed class Project(string path, IReadOnlyList<Evaluation> evaluations)
{
    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj"];

    private static readonly char[] ListSeparators = [';', ',', ' ', '\t', '\r', '\n'];

    // They bring Microsoft.NET.Test.Sdk with them or take its place, which is what makes a project a test project.
    private static readonly string[] TestPackages =
        ["Microsoft.NET.Test.Sdk", "xunit", "xunit.core", "xunit.v3", "NUnit", "MSTest", "MSTest.TestFramework", "TUnit", "Microsoft.Testing.Platform", "Microsoft.AspNetCore.Mvc.Testing"];

    public string Path => path;

    /// <summary>Whether a path is that of a project in C#, F# or Visual Basic.</summary>
    public static bool IsProject(string path) => Extensions.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    public string Directory => RepositoryTree.DirectoryOf(path);

    public string Name => System.IO.Path.GetFileNameWithoutExtension(RepositoryTree.FileNameOf(path));

    public bool IsCSharp => IsFileBasedApp || path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is one file of C# that stands for itself.</summary>
    public bool IsFileBasedApp => path.EndsWith(FileBasedApp.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>One for each target framework and configuration, release configurations first within a framework.</summary>
    public IReadOnlyList<Evaluation> Evaluations => evaluations;

    /// <summary>The release build of the first target framework: what a release is made from.</summary>
    public Evaluation Release => evaluations[0];

    /// <summary>The same as a build server sees it that says that it is one.</summary>
    public Evaluation ContinuousIntegration { get; init; } = evaluations[0];

    /// <summary>The same as a build server sees it that gives nothing but its own environment.</summary>
    public Evaluation OnBuildServer => AsOnBuildServer.Value;

    public Lazy<Evaluation> AsOnBuildServer { private get; init; } = new(() => evaluations[0]);

    public string AssemblyName => Release["AssemblyName"] is { Length: > 0 } name ? name : Name;

    public string RootNamespace => Release["RootNamespace"] is { Length: > 0 } name ? name : Name.Replace(' ', '_');

    public string TargetFramework => Release["TargetFramework"];

    public bool IsTest => !Release.IsFalse("IsTestProject") && (Release.IsTrue("IsTestProject") || UsesSdk("MSTest.Sdk") || TestPackage is not null);

    /// <summary>The package that makes it a test project; null if none does.</summary>
    public string? TestPackage => Release.ItemsOf("PackageReference").Select(item => item.Include).FirstOrDefault(id => TestPackages.Contains(id, StringComparer.OrdinalIgnoreCase));

    public bool IsWeb => UsesSdk("Microsoft.NET.Sdk.Web") || UsesSdk("Microsoft.NET.Sdk.BlazorWebAssembly");

    /// <summary>Published and run by a host: a web or worker project, or one that is made a container.</summary>
    public bool IsApplication => !IsTest && !IsLibrary && (IsHosted || IsContainer);

    /// <summary>Whether its SDK is one for what a host runs.</summary>
    public bool IsHosted => IsWeb || UsesSdk("Microsoft.NET.Sdk.Worker");

    /// <summary>Made into an executable and published by itself.</summary>
    public bool IsPublished => !IsTest && !IsLibrary && !Release.IsFalse("IsPublishable")
        && (IsHosted || Release["OutputType"].EndsWith("Exe", StringComparison.OrdinalIgnoreCase));

    /// <summary>Starts the applications of a solution on a developer's machine, and is deployed nowhere itself.</summary>
    public bool IsAspireHost => UsesSdk("Aspire.AppHost.Sdk") || Release.IsTrue("IsAspireHost");

    private bool IsLibrary => string.Equals(Release["OutputType"], "Library", StringComparison.OrdinalIgnoreCase);

    private bool IsContainer =>
        Release.IsTrue("EnableSdkContainerSupport")
        || Release["DockerDefaultTargetOS"].Length > 0
        || Release.PropertyNames.Any(name => name.StartsWith("Container", StringComparison.OrdinalIgnoreCase));

    /// <summary>The ids that it switches off.</summary>
    public IEnumerable<string> NoWarn => IdsOf("NoWarn");

    /// <summary>The ids whose warnings it makes errors, and those that it leaves out where it makes all of them errors.</summary>
    public IEnumerable<string> WarningsAsErrors => IdsOf("WarningsAsErrors");

    public IEnumerable<string> WarningsNotAsErrors => IdsOf("WarningsNotAsErrors");

    public bool TreatsWarningsAsErrors => Release.IsTrue("TreatWarningsAsErrors");

    private IEnumerable<string> IdsOf(string property) => Release[property].Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries);

    public bool UsesSdk(string name) => Release.Sdks.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The projects it certainly references, as paths in the tree; a reference out of the tree is left out.</summary>
    public IEnumerable<string> References =>
        Release.ItemsOf("ProjectReference").Where(item => item.IsCertain).Select(item => RepositoryTree.Resolve(Directory, item.Include)).OfType<string>().Distinct(StringComparer.Ordinal);
}
