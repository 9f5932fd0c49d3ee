using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>The environment variables of a project's launch profiles.</summary>
internal static class LaunchSettings
{
    public const string FileName = "launchSettings.json";

    /// <summary>What follows the name of a file-based app in that of its own: <c>app.run.json</c>.</summary>
    public const string OfAppEnding = ".run.json";

    public static (IReadOnlyList<(string Name, PlacedText Value)> Variables, ArtefactProblem? Problem) Read(TextFile file)
    {
        var (root, error) = JsonReader.Read(file.Text);
        if (error is not null)
            return ([], new ArtefactProblem(file.Span(error.Offset, 0), $"the launch settings are no JSON: {error.Message}"));

        return ([
            .. from profile in root.Member("profiles").Members()
               from variable in profile.Value.Member("environmentVariables").Members()
               let value = variable.Value.Text()
               where value is not null
               select (variable.Name, new PlacedText(value, file.Span(variable.Value.Start, variable.Value.Length))),
        ], null);
    }
}
