using StageReady.Projects;

namespace StageReady.Repository.Tests.Pinning;

/// <summary>The properties of a project, written as <c>Name=value;Name=value</c>; each stands in a line of its own, from the second.</summary>
internal static class Properties
{
    public static ProjectProperties Of(string text)
    {
        var pairs = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToList();
        return new ProjectProperties(
            name => new Evaluated<string>(pairs.LastOrDefault(pair => pair[0] == name)?[1] ?? "", IsCertain: true),
            name => pairs.FindIndex(pair => pair[0] == name) is >= 0 and var index ? new SourceSpan("App.csproj", 0, 0, index + 2, 1, index + 2, 1) : null,
            "App.csproj");
    }
}
