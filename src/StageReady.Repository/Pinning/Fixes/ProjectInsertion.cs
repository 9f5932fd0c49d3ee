using System.Xml.Linq;
using StageReady.Configuration.Fixes;
using StageReady.Projects;

namespace StageReady.Pinning.Fixes;

/// <summary>Adds a property or an item to a project or props file as its author would: behind the last one of its kind that holds without condition.</summary>
internal static class ProjectInsertion
{
    /// <summary>A file that holds nothing else.</summary>
    /// <param name="group"><c>PropertyGroup</c> or <c>ItemGroup</c>.</param>
    /// <param name="element">What stands in it.</param>
    public static string NewFile(string group, string element) => $"<Project>\n  <{group}>\n    {element}\n  </{group}>\n</Project>\n";

    /// <param name="file">The file.</param>
    /// <param name="group"><c>PropertyGroup</c> or <c>ItemGroup</c>.</param>
    /// <param name="element">What is added.</param>
    /// <param name="isKin">Whether it belongs behind an element.</param>
    /// <returns>Null if the text is no project.</returns>
    public static FileEdit? Of(TextFile file, string group, string element, Func<XElement, bool> isKin)
    {
        if (ProjectXml.Parse(file, out _) is not { } xml)
            return null;

        var layout = new TextLayout(file.Text);
        var last = xml.Root.Elements().Where(candidate => candidate.Name.LocalName == group && candidate.Attribute("Condition") is null).Select(candidate => candidate.Elements().LastOrDefault(isKin)).LastOrDefault(found => found is not null);
        if (last is not null)
        {
            var start = xml.SpanOf(last).Start;
            return new FileEdit(file.Path, xml.Lines.EndOf(last), 0, layout.IsFirstInLine(start) ? layout.NewLine + layout.IndentAt(start) + element : element);
        }

        var (newLine, unit) = (layout.NewLine, layout.Unit);
        var text = $"{unit}<{group}>{newLine}{unit}{unit}{element}{newLine}{unit}</{group}>{newLine}";
        var tag = xml.SpanOf(xml.Root);
        if (xml.Root.IsEmpty)
        {
            var slash = file.Text.LastIndexOf('/', tag.Start + tag.Length - 1);
            var open = file.Text.Substring(0, slash).TrimEnd().Length;
            return new FileEdit(file.Path, open, tag.Start + tag.Length - open, $">{newLine}{text}</Project>");
        }

        var close = file.Text.LastIndexOf("</", StringComparison.Ordinal);
        return layout.IsFirstInLine(close)
            ? new FileEdit(file.Path, close - layout.IndentAt(close).Length, 0, text)
            : new FileEdit(file.Path, close, 0, newLine + text);
    }
}
