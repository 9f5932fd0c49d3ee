namespace StageReady.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Analyzers.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("No Analyzers.sln above the tests.");
    }
}
