using StageReady.Configuration.Json;
using StageReady.Shell;

namespace StageReady.Pinning;

/// <summary>STG3015: the newest tool or package comes into the build, another one tomorrow.</summary>
internal static class DotNetToolIsNotPinned
{
    public const string ManifestName = "dotnet-tools.json";

    private static readonly string[] VersionOptions = ["--version", "-v"];
    private static readonly string[] OptionsWithValue =
    [
        "--version", "-v", "--verbosity", "--tool-path", "--add-source", "--source", "-s", "--configfile", "--framework", "-f", "-a", "--arch", "--tool-manifest", "--package-directory", "--project", "--file",
    ];

    /// <summary>The entries of a tool manifest.</summary>
    public static IEnumerable<Finding> JudgeManifest(TextFile manifest)
    {
        foreach (var tool in (JsonReader.Read(manifest.Text).Root is { Kind: JsonKind.Object } root ? root.Member("tools") : null).Members())
        {
            var version = tool.Value.Member("version");
            if (version.Text() is not { } text)
                yield return At(manifest.Span(tool.Start, tool.Length), tool.Name, $"The tool {tool.Name} has no version. Write the full version that is used");
            else if (!ExactVersion.IsOfPackage(text))
                yield return At(manifest.Span(version!.Start, version.Length), tool.Name, $"The tool {tool.Name} has the version {MessageText.Quote(text)}, which is not one. Write the full version that is used");
            if (tool.Value.Member("rollForward") is { Kind: JsonKind.True } rollForward)
                yield return At(manifest.Span(rollForward.Start, rollForward.Length), tool.Name, $"rollForward lets the tool {tool.Name} run on a newer .NET than it was tested with. Write false");
        }
    }

    /// <summary>What a script, a workflow or a Dockerfile runs.</summary>
    public static Finding? Judge(ShellCommand command)
    {
        if (command.Program is not ("dotnet" or "dotnet.exe") || Verb(command) is not var (verb, operands) || command.Arguments.Any(word => word.Value.StartsWith("@", StringComparison.Ordinal)))
            return null;
        if (operands.Any(operand => operand.HasVariable) || Versions(command, verb).Any(version => version.HasVariable || ExactVersion.IsOfPackage(version.Value)))
            return null;

        var all = verb == "tool update" && command.Arguments.Any(word => word.Value == "--all");
        if (operands.Count == 0 && !all)
            return null;

        var id = all ? "every tool" : operands[0].Value;
        var at = id.IndexOf('@');
        if (at > 0 && ExactVersion.IsOfPackage(id.Substring(at + 1)))
            return null;

        var name = at > 0 ? id.Substring(0, at) : id;
        return At(command.Span, name, $"'dotnet {verb}' takes the newest version of {name}. {(verb == "add package" ? $"Write --version, or {name}@VERSION" : "Write --version, or list it in a tool manifest and run 'dotnet tool restore'")}");
    }

    // 'dotnet add PROJECT package ID' and 'dotnet package add ID' are one.
    private static (string Verb, List<ShellWord> Operands)? Verb(ShellCommand command)
    {
        if (command.Begins("tool", "install") || command.Begins("tool", "update"))
            return ("tool " + command.Arguments[1].Value, [.. command.Operands(2, OptionsWithValue)]);
        if (command.Begins("package", "add"))
            return ("add package", [.. command.Operands(2, OptionsWithValue)]);

        var operands = command.Operands(0, OptionsWithValue).ToList();
        var package = operands.FindIndex(word => word.Value == "package");
        return command.Begins("add") && package is 1 or 2 ? ("add package", operands.GetRange(package + 1, operands.Count - package - 1)) : null;
    }

    // '-v' is the verbosity of 'dotnet tool'.
    private static IEnumerable<ShellWord> Versions(ShellCommand command, string verb) => command.ValuesOf(verb == "add package" ? VersionOptions : ["--version"]);

    private static Finding At(SourceSpan span, string name, string message) => new(Catalogue.DotNetToolIsNotPinned, span, message) { Subject = name };
}
