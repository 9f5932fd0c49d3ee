namespace StageReady.Release.Tests;

/// <summary>The repository that the tests were built from: its pages are tested too.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    public static string Page(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Analyzers.sln")))
            directory = directory.Parent!;
        return directory.FullName;
    }
}
