using StageReady.Configuration.Fixes;
using StageReady.Configuration.Json;
using StageReady.Shell;

namespace StageReady.Pinning.Fixes;

/// <summary>Gives a .NET tool, or a package that a command adds, the version with which other files of the repository use it; holds a tool to the runtime for which it was built.</summary>
internal static class ToolVersionFix
{
    /// <summary>An entry of a tool manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="finding">What is wrong there.</param>
    /// <param name="versions">What the other files say.</param>
    /// <param name="runs">Whether the runtimes that are used here run a version of the tool as it is; null if that version is not on this machine.</param>
    public static PinningFix ForManifest(TextFile manifest, Finding finding, VersionsInUse versions, Func<string, string, bool?> runs)
    {
        var tool = JsonReader.Read(manifest.Text).Root.Member("tools").Members().Last(member => member.Name == finding.Subject).Value;
        var written = tool.Member("version");
        if (tool.Member("rollForward") is { } rollForward && rollForward.Start == finding.Span.Start)
            return HoldBack(manifest, rollForward, finding.Subject, written.Text(), runs);

        var version = versions.OfTool(finding.Subject, written.Text());
        if (version.Value is null)
            return VersionInUseFix.Leave(version, finding.Subject);
        if (written is not null)
            return VersionInUseFix.Write(version.Value, new FileEdit(manifest.Path, written.Start, written.Length, $"\"{version.Value}\""));
        return JsonInsertion.Of(manifest, $"tools:{finding.Subject}:version", $"\"{version.Value}\"") is { } edits ? VersionInUseFix.Write(version.Value, [.. edits]) : PinningFix.Leave("its entry is no object");
    }

    /// <summary>A command.</summary>
    /// <param name="file">The file in which it stands.</param>
    /// <param name="command">The command.</param>
    /// <param name="versions">What the other files say.</param>
    public static PinningFix ForCommand(TextFile file, ShellCommand command, VersionsInUse versions)
    {
        var install = InstallCommand.Read(command)!;
        if (install.Operand is not { } operand)
            return PinningFix.Leave("it is meant to take what is newest");
        if (install.Operands.Count > 1)
            return PinningFix.Leave("it names more than one");

        var version = install.IsPackage ? versions.OfPackage(install.Id, install.Version) : versions.OfTool(install.Id, install.Version);
        if (version.Value is null)
            return VersionInUseFix.Leave(version, install.Id);

        // The words of a command that another format escapes stand there in another way.
        var place = command.SpanOf(install.VersionOption ?? operand);
        var text = file.Text.Substring(place.Start, place.Length);
        if (install.Version is not { } asked)
            return text.Trim('"', '\'') == operand.Value ? VersionInUseFix.Write(version.Value, new FileEdit(file.Path, place.Start + place.Length, 0, $" --version {version.Value}")) : Escaped(version.Value);
        var start = text.LastIndexOf(asked, StringComparison.Ordinal);
        return start < 0 ? Escaped(version.Value) : VersionInUseFix.Write(version.Value, new FileEdit(file.Path, place.Start + start, asked.Length, version.Value));
    }

    private static PinningFix HoldBack(TextFile manifest, JsonNode rollForward, string name, string? version, Func<string, string, bool?> runs) => version is null ? PinningFix.Leave("it needs a version first") : runs(name, version) switch
    {
        true => PinningFix.Write("Run it on the runtime for which it was built", new FileEdit(manifest.Path, rollForward.Start, rollForward.Length, "false")),
        false => PinningFix.Leave("it was built for a runtime that is not used here. A newer version may be for this one"),
        null => PinningFix.Leave("nothing tells for which runtime it was built", "dotnet tool restore"),
    };

    private static PinningFix Escaped(string version) => PinningFix.Leave($"it is written with escapes. Its version is {version}");
}
