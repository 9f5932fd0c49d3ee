using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>What the last restore of each project chose, where there was one that fits the project's text: a restore of another state says nothing about this one.</summary>
internal sealed class LastRestore(CheckedDirectory directory)
{
    private readonly Dictionary<Project, ProjectAssets?> _assets = [];

    /// <summary>Null if none fits.</summary>
    public ProjectAssets? Of(Project project)
    {
        if (!_assets.TryGetValue(project, out var assets))
            _assets[project] = assets = Paths(project).Select(Read).FirstOrDefault(read => read is not null && project.Evaluations.Where(IsNamed).All(evaluation => Fits(evaluation, read)));
        return assets;
    }

    /// <summary>That of a file-based app, which the SDK keeps in a folder of the user.</summary>
    public ProjectAssets? OfFileBasedApp(string path)
    {
        var root = Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "dotnet", "runfile");
        var fullPath = Path.GetFullPath(directory.FullPathOf(path)) + ".csproj";
        return Directory.Exists(root)
            ? Directory.EnumerateDirectories(root, Path.GetFileNameWithoutExtension(path) + "-*")
                .Select(folder => Read(Path.Combine(folder, "obj", "project.assets.json")))
                .FirstOrDefault(assets => string.Equals(assets?.ProjectPath, fullPath, StringComparison.Ordinal))
            : null;
    }

    public static bool IsNamed(Evaluation evaluation) => evaluation.Find("TargetFramework") is { IsCertain: true, Value.Length: > 0 };

    /// <summary>As NuGet writes the frameworks that are older than .NET 5.</summary>
    public static string MonikerOf(string framework) => framework switch
    {
        _ when framework.StartsWith("netstandard", StringComparison.OrdinalIgnoreCase) => $".NETStandard,Version=v{framework["netstandard".Length..]}",
        _ when framework.StartsWith("netcoreapp", StringComparison.OrdinalIgnoreCase) => $".NETCoreApp,Version=v{framework["netcoreapp".Length..]}",
        _ when framework.StartsWith("net", StringComparison.OrdinalIgnoreCase) && !framework.Contains('.') => $".NETFramework,Version=v{string.Join('.', framework["net".Length..].ToCharArray())}",
        _ => framework,
    };

    // Beside the project, or in the artifacts folder of a repository that asks for one.
    private IEnumerable<string> Paths(Project project) => RepositoryTree.AtAndAbove(project.Directory)
        .Select(folder => Path.Combine(directory.FullPathOf(folder), "artifacts", "obj", project.Name))
        .Prepend(Path.Combine(directory.FullPathOf(project.Directory), "obj"))
        .Select(folder => Path.Combine(folder, "project.assets.json"));

    private static ProjectAssets? Read(string path)
    {
        try
        {
            return File.Exists(path) ? ProjectAssets.Parse(File.ReadAllText(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Fits(Evaluation evaluation, ProjectAssets assets)
    {
        var restored = assets.Dependencies(evaluation["TargetFramework"]);
        return WrittenRequests.Of(evaluation).All(request => restored.TryGetValue(request.Id, out var range) && request.IsFor(range));
    }
}
