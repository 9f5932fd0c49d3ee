using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>A C# file that is run and published by itself (<c>dotnet run app.cs</c>): the directives at its head stand for a project file.</summary>
internal static class FileBasedApp
{
    public const string Extension = ".cs";

    /// <summary>The folders of projects that have a file.</summary>
    public static HashSet<string> ProjectFolders(IEnumerable<Project> projects) => new(projects.Select(project => project.Directory), StringComparer.Ordinal);

    /// <summary>Whether a file can be one by its place: in the folder of a project it is compiled by that, where a directive is an error.</summary>
    public static bool CanBe(string path, HashSet<string> projectFolders) =>
        path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !RepositoryTree.AtAndAbove(RepositoryTree.DirectoryOf(path)).Any(projectFolders.Contains);

    /// <summary>Whether the text says that it is one: by a directive, or by the line with which a Unix shell runs it.</summary>
    public static bool Is(string text) => text.StartsWith("#!", StringComparison.Ordinal) || AppDirective.Read(text).Any();

    /// <summary>The project that the .NET SDK makes of it.</summary>
    public static string ProjectOf(TextFile file, RepositoryTree tree)
    {
        var sdks = new List<string>();
        var properties = new XElement("PropertyGroup");
        var items = new XElement("ItemGroup", new XElement("Compile", new XAttribute("Include", RepositoryTree.FileNameOf(file.Path))));
        foreach (var directive in AppDirective.Read(file.Text))
        {
            switch (directive.Kind)
            {
                case "sdk":
                    sdks.Add(directive.Name);
                    break;
                case "property" when directive.Value is { } value && IsName(directive.Name):
                    properties.Add(new XElement(directive.Name, value));
                    break;
                case "package":
                    items.Add(new XElement("PackageReference", new XAttribute("Include", directive.Name), directive.Value is null ? null : new XAttribute("Version", directive.Value)));
                    break;
                case "project":
                    items.Add(new XElement("ProjectReference", new XAttribute("Include", ProjectIn(directive.Name, file.Path, tree))));
                    break;
                case "include":
                    items.Add(new XElement("Compile", new XAttribute("Include", directive.Name)));
                    break;
            }
        }

        return new XElement(
            "Project",
            new XAttribute("Sdk", sdks.Count == 0 ? "Microsoft.NET.Sdk" : sdks[0]),
            sdks.Skip(1).Select(sdk => new XElement("Sdk", new XAttribute("Name", sdk))),
            Defaults(),
            properties,
            items).ToString();
    }

    private static XElement Defaults() => new(
        "PropertyGroup",
        new XElement("OutputType", "Exe"),
        new XElement("TargetFramework", "net10.0"),
        new XElement("ImplicitUsings", "enable"),
        new XElement("Nullable", "enable"),
        new XElement("EnableDefaultCompileItems", "false"));

    private static bool IsName(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.');

    // A folder stands for the project in it.
    private static string ProjectIn(string reference, string path, RepositoryTree tree)
    {
        if (RepositoryTree.Resolve(RepositoryTree.DirectoryOf(path), reference) is not { } folder || tree.Contains(folder))
            return reference;
        var project = tree.Under(folder).FirstOrDefault(found => RepositoryTree.DirectoryOf(found) == folder && Project.IsProject(found));
        return project is null ? reference : $"{reference.TrimEnd('/', '\\')}/{RepositoryTree.FileNameOf(project)}";
    }
}
