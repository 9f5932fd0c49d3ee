using System.Security;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StageReady.Rehearsal;

/// <summary>Builds a project with all that it runs with into a folder of its own, so that nothing of it is left beside the sources. The projects that it references are built as ever, unless StageReady itself stops them.</summary>
internal sealed class ProjectBuild(string project, string configuration, string folder)
{
    private const int NamedErrors = 3;

    private const string Unchecked = "_StageReadyRehearsesUnchecked";

    private static readonly Regex OwnError = new(@": error STG\d{4}: ", RegexOptions.CultureInvariant);

    /// <returns>The path of its assembly; runtimeconfig.json and deps.json lie beside it.</returns>
    /// <exception cref="RehearsalException">It does not build.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var evaluated = await EvaluateAsync(cancellationToken);
        var framework = evaluated.TargetFramework is { Length: > 0 } only ? only : Newest(evaluated.TargetFrameworks);
        var output = Path.Combine(folder, "app") + Path.DirectorySeparatorChar;
        var props = Path.Combine(folder, "rehearsal.targets");
        await File.WriteAllTextAsync(props, Props(output), cancellationToken);

        string[] arguments = ["build", project, "--configuration", configuration, "--framework", framework, "-nologo", "-verbosity:quiet", $"-property:CustomBeforeMicrosoftCommonTargets={props}"];
        var build = await ToolProcess.RunAsync(arguments, Path.GetDirectoryName(project)!, cancellationToken);

        // Who is told that a migration is wrong wants to see it run. Nothing of such a build may be left where the next one of its own would take it for checked.
        if (build.ExitCode != 0 && OwnError.IsMatch(build.Output))
            build = await ToolProcess.RunAsync([.. arguments, "-property:RunAnalyzers=false", "-property:StageReadyMode=None", $"-property:{Unchecked}=true"], Path.GetDirectoryName(project)!, cancellationToken);
        if (build.ExitCode != 0)
            throw new RehearsalException($"{Path.GetFileName(project)} does not build: {Errors(build.Output)}");

        var assembly = output + evaluated.TargetFileName;
        return File.Exists(assembly) ? assembly : throw new RehearsalException($"{Path.GetFileName(project)} was built without {evaluated.TargetFileName}");
    }

    private async Task<Properties> EvaluateAsync(CancellationToken cancellationToken)
    {
        var evaluation = await ToolProcess.RunAsync(
            ["msbuild", project, "-nologo", $"-property:Configuration={configuration}", "-getProperty:TargetFramework,TargetFrameworks,TargetFileName,AssemblyName"],
            Path.GetDirectoryName(project)!,
            cancellationToken);
        if (evaluation.ExitCode != 0)
            throw new RehearsalException($"{Path.GetFileName(project)} cannot be evaluated: {Errors(evaluation.Output)}");

        using var document = JsonDocument.Parse(evaluation.Output);
        var properties = document.RootElement.GetProperty("Properties");
        return new Properties(
            Of("TargetFramework"),
            Of("TargetFrameworks"),
            Of("TargetFileName") is { Length: > 0 } file ? file : Of("AssemblyName") + ".dll");

        string Of(string name) => properties.GetProperty(name).GetString()!.Trim();
    }

    // Only .NET runs here: of netstandard2.0;net8.0;net10.0 it is the last.
    private string Newest(string frameworks) => frameworks
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(framework => framework.StartsWith("net", StringComparison.Ordinal) && Version.TryParse(framework[3..], out _))
        .MaxBy(framework => Version.Parse(framework[3..]))
        ?? throw new RehearsalException($"{Path.GetFileName(project)} targets {frameworks}, none of which is .NET 8 or newer");

    // A library is built as if it ran: with its packages beside it, and with the files that tell a host how to start it.
    private string Props(string output) => $"""
        <Project>
          <PropertyGroup Condition="'$(MSBuildProjectFullPath)' == '{SecurityElement.Escape(project)}'">
            <OutDir>{SecurityElement.Escape(output)}</OutDir>
            <IntermediateOutputPath>{SecurityElement.Escape(Path.Combine(folder, "obj") + Path.DirectorySeparatorChar)}</IntermediateOutputPath>
            <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
            <GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles>
            <UseAppHost>false</UseAppHost>
            <DebugType Condition="'$(DebugType)' == 'none' Or '$(DebugType)' == 'full'">portable</DebugType>
          </PropertyGroup>
          <PropertyGroup Condition="'$(MSBuildProjectFullPath)' != '{SecurityElement.Escape(project)}' And '$({Unchecked})' == 'true'">
            <_StageReadyRehearsed>{SecurityElement.Escape(Path.Combine(folder, "references") + Path.DirectorySeparatorChar)}$(MSBuildProjectName)-$([MSBuild]::StableStringHash('$(MSBuildProjectFullPath)'))-$(TargetFramework)/</_StageReadyRehearsed>
            <OutDir>$(_StageReadyRehearsed)bin/</OutDir>
            <IntermediateOutputPath>$(_StageReadyRehearsed)obj/</IntermediateOutputPath>
          </PropertyGroup>
        </Project>

        """;

    private static string Errors(string output)
    {
        var errors = output.Split('\n').Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Select(Words.OneLine).Distinct(StringComparer.Ordinal).Take(NamedErrors).ToList();
        return errors.Count > 0 ? string.Join("; ", errors) : Words.OneLine(output);
    }

    private sealed record Properties(string TargetFramework, string TargetFrameworks, string TargetFileName);
}
