namespace StageReady.Configuration;

/// <summary>The environment variables that a web.config gives to the process that IIS starts.</summary>
internal static class WebConfig
{
    public static (IReadOnlyList<(string Name, PlacedText Value)> Variables, ArtefactProblem? Problem) Read(TextFile file)
    {
        var (root, problem) = XmlText.Read(file.Text);
        if (root is null)
            return ([], new ArtefactProblem(SourceSpan.StartOf(file.Path) with { StartLine = problem!.Line, StartColumn = problem.Column }, problem.Message));

        var lines = new XmlLines(file);
        return ([
            .. from variable in root.Descendants()
               where variable.Name.LocalName == "environmentVariable" && variable.Parent?.Name.LocalName == "environmentVariables"
               let name = variable.Attribute("name")?.Value
               let value = variable.Attribute("value")?.Value
               where name is not null && value is not null
               select (name, new PlacedText(value, lines.StartTag(variable))),
        ], null);
    }
}
