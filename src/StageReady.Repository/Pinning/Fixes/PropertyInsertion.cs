using StageReady.Configuration.Fixes;
using StageReady.Projects;

namespace StageReady.Pinning.Fixes;

/// <summary>Adds a property to a project or props file as its author would: behind the last one that holds without condition.</summary>
internal static class PropertyInsertion
{
    /// <summary>A file that holds nothing else.</summary>
    public static string NewFile(string property) => $"<Project>\n  <PropertyGroup>\n    {property}\n  </PropertyGroup>\n</Project>\n";

    /// <param name="file">The file.</param>
    /// <param name="property">The element.</param>
    /// <returns>Null if the text is no project.</returns>
    public static FileEdit? Of(TextFile file, string property)
    {
        if (ProjectXml.Parse(file, out _) is not { } xml)
            return null;

        var layout = new TextLayout(file.Text);
        var last = xml.Root.Elements().LastOrDefault(group => group.Name.LocalName == "PropertyGroup" && group.Attribute("Condition") is null && group.HasElements)?.Elements().Last();
        if (last is not null)
        {
            var start = xml.SpanOf(last).Start;
            return new FileEdit(file.Path, xml.Lines.EndOf(last), 0, layout.IsFirstInLine(start) ? layout.NewLine + layout.IndentAt(start) + property : property);
        }

        var (newLine, unit) = (layout.NewLine, layout.Unit);
        var group = $"{unit}<PropertyGroup>{newLine}{unit}{unit}{property}{newLine}{unit}</PropertyGroup>{newLine}";
        var tag = xml.SpanOf(xml.Root);
        if (xml.Root.IsEmpty)
        {
            var end = file.Text.LastIndexOf('/', tag.Start + tag.Length - 1);
            var open = file.Text.Substring(0, end).TrimEnd().Length;
            return new FileEdit(file.Path, open, tag.Start + tag.Length - open, $">{newLine}{group}</Project>");
        }

        var close = file.Text.LastIndexOf("</", StringComparison.Ordinal);
        return layout.IsFirstInLine(close)
            ? new FileEdit(file.Path, close - layout.IndentAt(close).Length, 0, group)
            : new FileEdit(file.Path, close, 0, newLine + group);
    }
}
