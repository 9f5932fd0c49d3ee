using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;
using StageReady.Pinning.Fixes;
using StageReady.Projects;
using StageReady.Tool.Files;
using StageReady.Tool.Fixes;

namespace StageReady.Tool.Adoption;

/// <summary>
/// Gives every project the SDK in one place: a package reference in Directory.Build.props or, with central versions, in Directory.Packages.props. The Sdk element would be read too early there: it belongs
/// into each project.
/// </summary>
internal static class SdkAdoption
{
    private const string Package = "StageReady.Sdk";
    private const string BuildProps = "Directory.Build.props";
    private const string PackagesProps = "Directory.Packages.props";

    public static AdoptionStep Plan(CheckedDirectory directory, EditedFiles files, IReadOnlyList<Project> projects)
    {
        // Written by the run before, and not yet known to git.
        string[] central = [RepositoryTree.Join(directory.Scope, BuildProps), RepositoryTree.Join(directory.Scope, PackagesProps)];
        if (directory.Tree.Paths.Where(IsOfBuild).Concat(central).Select(files.ReadFile).OfType<TextFile>().Any(Names))
            return AdoptionStep.None;

        var isCentral = projects.Any(project => project.Release.IsTrue("ManagePackageVersionsCentrally"));
        var name = isCentral ? PackagesProps : BuildProps;
        var path = Nearest(directory, projects, name);
        var element = isCentral
            ? $"<GlobalPackageReference Include=\"{Package}\" Version=\"{ToolVersion.Semantic}\" />"
            : $"<PackageReference Include=\"{Package}\" Version=\"{ToolVersion.Semantic}\" PrivateAssets=\"all\" />";
        string[] notes =
        [
            .. from project in projects
               let nearest = directory.Tree.NearestAbove(project.Directory, name)
               where nearest is not null && nearest != path && !(files.ReadFile(nearest) is { } nearestFile && ProjectXml.Parse(nearestFile, out _)?.Imports(name) == true)
               group project by nearest into hidden
               select $"{directory.Display(hidden.Key)} is nearer to {(hidden.Count() == 1 ? "1 project, which does" : $"{hidden.Count()} projects, which do")} not get the SDK: import the file above there, or name the SDK there too",
        ];
        if (!RepositoryTree.IsIn(path, directory.Scope) || (directory.IsPresent(path) && !files.CanEdit(path)))
            return new AdoptionStep(null, [.. notes, $"{directory.Display(path)} is not written here. Add to it: {element}"]);
        if (files.ReadFile(path) is not { } file)
            return new AdoptionStep(new AdoptedFile(path, SourceText.From(ProjectInsertion.NewFile("ItemGroup", element)), $"every project gets {Package} {ToolVersion.Semantic}"), notes);
        return ProjectInsertion.Of(file, "ItemGroup", element, IsReference) is { } edit
            ? new AdoptionStep(new AdoptedFile(path, files.Read(path)!.WithChanges(new TextChange(new TextSpan(edit.Start, edit.Length), edit.Text)), $"every project gets {Package} {ToolVersion.Semantic}"), notes)
            : new AdoptionStep(null, [.. notes, $"{directory.Display(path)} is no project file. Add where it fits: {element}"]);
    }

    private static string Nearest(CheckedDirectory directory, IReadOnlyList<Project> projects, string name)
    {
        var nearest = projects.Select(project => directory.Tree.NearestAbove(project.Directory, name)).Distinct().ToList();
        return nearest is [{ } only] ? only : RepositoryTree.Join(directory.Scope, name);
    }

    private static bool IsOfBuild(string path) => Project.IsProject(path) || path.EndsWith(".props", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".targets", StringComparison.OrdinalIgnoreCase);

    private static bool Names(TextFile file) => file.Text.Contains("StageReady.", StringComparison.OrdinalIgnoreCase) && ProjectXml.Parse(file, out _) is { } xml && xml.Root.DescendantsAndSelf().SelectMany(NamesIn).Any(IsOurs);

    private static IEnumerable<string> NamesIn(XElement element) => element.Name.LocalName switch
    {
        "Sdk" => [(string?)element.Attribute("Name") ?? ""],
        "Project" or "Import" => ((string?)element.Attribute("Sdk") ?? "").Split(';'),
        "PackageReference" or "GlobalPackageReference" => [(string?)element.Attribute("Include") ?? ""],
        _ => [],
    };

    private static bool IsOurs(string name) => name.Trim().Split('/')[0] is var package && (package.Equals(Package, StringComparison.OrdinalIgnoreCase) || package.Equals("StageReady.Analyzers", StringComparison.OrdinalIgnoreCase));

    private static bool IsReference(XElement element) => element.Name.LocalName is "PackageReference" or "GlobalPackageReference" or "PackageVersion";
}
