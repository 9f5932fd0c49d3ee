using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StageReady.Analyzers.Configuration;
using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>What the code of projects does with the sources of its host's configuration: only the files that add one are parsed.</summary>
internal sealed class AddedSettings(CheckedDirectory directory)
{
    private static readonly byte[][] CommonWord = [.. AddedJsonFiles.CommonWord.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[][] Words = [.. AddedJsonFiles.TriggerWords.Select(Encoding.UTF8.GetBytes)];

    private readonly Dictionary<Project, IReadOnlyList<AddedFile>> _steps = [];

    public IReadOnlyList<AddedFile> Of(Project project)
    {
        if (!_steps.TryGetValue(project, out var steps))
            _steps.Add(project, steps = project.IsCSharp ? Read(project) : []);
        return steps;
    }

    private IReadOnlyList<AddedFile> Read(Project project)
    {
        var options = ProjectCompilation.ParseOptions(project);
        SyntaxTree[] trees =
        [
            .. from path in project.SourceFiles(directory.Tree)
               let bytes = directory.ReadBytes(path)
               where bytes is not null && HoldsAny(bytes, CommonWord) && HoldsAny(bytes, Words)
               select CSharpSyntaxTree.ParseText(ProjectCompilation.TextOf(bytes), options, path),
        ];
        if (trees.Length == 0)
            return [];

        var compilation = CSharpCompilation.Create(
            project.AssemblyName, [CSharpSyntaxTree.ParseText(GlobalUsings.Of(project), options), .. trees], ProjectCompilation.References(project, directory), new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        return [.. AddedJsonFiles.StepsIn(compilation, CancellationToken.None).Select(step => new AddedFile(step.Key, step.Value))];
    }

    private static bool HoldsAny(byte[] text, byte[][] words) => Array.Exists(words, word => text.AsSpan().IndexOf(word) >= 0);
}
