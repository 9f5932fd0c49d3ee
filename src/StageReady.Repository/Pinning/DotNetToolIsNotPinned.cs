using StageReady.Configuration.Json;
using StageReady.Shell;

namespace StageReady.Pinning;

/// <summary>STG3015: the newest tool or package comes into the build, another one tomorrow.</summary>
internal static class DotNetToolIsNotPinned
{
    public const string ManifestName = "dotnet-tools.json";

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
        if (InstallCommand.Read(command) is not { IsUnknown: false } install || (install.Version is { } version && ExactVersion.IsOfPackage(version)))
            return null;

        var name = install.Operand is null ? "every tool" : install.Id;
        return At(command.Span, name, $"'dotnet {install.Verb}' takes the newest version of {name}. {(install.IsPackage ? $"Write --version, or {name}@VERSION" : "Write --version, or list it in a tool manifest and run 'dotnet tool restore'")}");
    }

    private static Finding At(SourceSpan span, string name, string message) => new(Catalogue.DotNetToolIsNotPinned, span, message) { Subject = name };
}
