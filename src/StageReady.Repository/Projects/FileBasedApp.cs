using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>A C# file that is run and published by itself (<c>dotnet run app.cs</c>): the directives at its head stand for a project file.</summary>
internal static class FileBasedApp
{
    public const string Extension = ".cs";

    /// <summary>Whether a file can be one by its place: in the folder of a project it is compiled by that, where a directive is an error.</summary>
    public static bool CanBe(string path, HashSet<string> projectFolders) =>
        path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !RepositoryTree.AtAndAbove(RepositoryTree.DirectoryOf(path)).Any(projectFolders.Contains);

    /// <summary>Whether the text says that it is one: by a directive, or by the line with which a Unix shell runs it.</summary>
    public static bool Is(string text) => text.StartsWith("#!", StringComparison.Ordinal) || Directives(text).Any();

    /// <summary>The project that the .NET SDK makes of it.</summary>
    public static string ProjectOf(TextFile file, RepositoryTree tree)
    {
        var sdks = new List<(string Name, string? Version)>();
        var properties = new XElement("PropertyGroup");
        var items = new XElement("ItemGroup", new XElement("Compile", new XAttribute("Include", RepositoryTree.FileNameOf(file.Path))));
        foreach (var (kind, text) in Directives(file.Text))
        {
            switch (kind)
            {
                case "sdk":
                    sdks.Add(Split(text, '@'));
                    break;
                case "property" when Split(text, '=') is { Second: { } value, First: var name } && IsName(name):
                    properties.Add(new XElement(name, value));
                    break;
                case "package" when Split(text, '@') is var (id, version):
                    items.Add(new XElement("PackageReference", new XAttribute("Include", id), version is null ? null : new XAttribute("Version", version)));
                    break;
                case "project":
                    items.Add(new XElement("ProjectReference", new XAttribute("Include", ProjectIn(text, file.Path, tree))));
                    break;
                case "include":
                    items.Add(new XElement("Compile", new XAttribute("Include", text)));
                    break;
            }
        }

        return new XElement(
            "Project",
            new XAttribute("Sdk", sdks.Count == 0 ? "Microsoft.NET.Sdk" : sdks[0].Name),
            sdks.Skip(1).Select(sdk => new XElement("Sdk", new XAttribute("Name", sdk.Name))),
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

    /// <summary>The kinds of the directives and what follows them. Only comments may stand before one.</summary>
    private static IEnumerable<(string Kind, string Text)> Directives(string text)
    {
        var isInComment = false;
        var reader = new StringReader(text);
        while (reader.ReadLine()?.Trim() is { } line)
        {
            if (isInComment || line.StartsWith("/*", StringComparison.Ordinal))
            {
                isInComment = !line.EndsWith("*/", StringComparison.Ordinal);
            }
            else if (line.StartsWith("#:", StringComparison.Ordinal))
            {
                var (kind, value) = Split(line.Substring(2), ' ');
                if (value is { Length: > 0 })
                    yield return (kind, value);
            }
            else if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("#!", StringComparison.Ordinal))
            {
                yield break;
            }
        }
    }

    private static (string First, string? Second) Split(string text, char separator)
    {
        var end = text.IndexOf(separator);
        return end < 0 ? (text.Trim(), null) : (text.Substring(0, end).Trim(), text.Substring(end + 1).Trim());
    }

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
