using StageReady.Configuration.Json;

namespace StageReady.Configuration.Fixes;

/// <summary>Adds a member to a JSON text as its author would: with the indentation of its neighbours, their line ends, and their taste in trailing commas.</summary>
internal static class JsonInsertion
{
    /// <summary>Null if the text has no place for the key: it is there, or something else than a section is in its way.</summary>
    public static IReadOnlyList<FileEdit>? Of(TextFile file, string key, string value)
    {
        if (JsonReader.Read(file.Text).Root is not { Kind: JsonKind.Object } section)
            return null;

        var path = key.Split(':');
        var depth = 0;
        while (Around(section, path, depth) is { } member)
        {
            depth += member.Name.Split(':').Length;
            if (depth >= path.Length || member.Value.Kind != JsonKind.Object)
                return null;
            section = member.Value;
        }

        return section.Members.Count == 0 ? InEmpty(file, section, path, depth, value) : AfterLast(file, section, path, depth, value);
    }

    // "A:B" is a name too, of the section that nesting would give.
    private static JsonMember? Around(JsonNode section, string[] path, int depth) => section.Members.FirstOrDefault(member =>
        member.Name.Split(':') is var name && name.Length <= path.Length - depth && !name.Where((segment, i) => !segment.Equals(path[depth + i], StringComparison.OrdinalIgnoreCase)).Any());

    private static IReadOnlyList<FileEdit> InEmpty(TextFile file, JsonNode section, string[] path, int depth, string value)
    {
        var inside = file.Text.Substring(section.Start + 1, section.Length - 2);
        var layout = new TextLayout(file.Text);
        var (newLine, unit, indent) = (layout.NewLine, layout.Unit, layout.IndentAt(section.Start));
        var member = Member(path, depth, value, indent + unit, unit, newLine);
        var text = inside.IndexOf('\n') >= 0 ? newLine + indent + unit + member : newLine + indent + unit + member + newLine + indent;

        // A comment stays, behind the member.
        return [string.IsNullOrWhiteSpace(inside) && inside.IndexOf('\n') < 0
            ? new FileEdit(file.Path, section.Start + 1, inside.Length, text)
            : new FileEdit(file.Path, section.Start + 1, 0, text)];
    }

    private static IReadOnlyList<FileEdit> AfterLast(TextFile file, JsonNode section, string[] path, int depth, string value)
    {
        var text = file.Text;
        var last = section.Members[section.Members.Count - 1];
        var end = last.Value.Start + last.Value.Length;
        var comma = SkipTrivia(text, end, acrossLines: true);
        var hasComma = text[comma] == ',';
        var afterLast = hasComma ? comma + 1 : end;
        var isOnOneLine = text.IndexOf('\n', section.Start, last.Start - section.Start) < 0;
        if (isOnOneLine)
        {
            var member = Member(path, depth, value, indent: null, "", "");
            return [new FileEdit(file.Path, afterLast, 0, hasComma ? $" {member}," : $", {member}")];
        }

        var layout = new TextLayout(text);
        var (newLine, unit, indent) = (layout.NewLine, layout.Unit, layout.IndentAt(last.Start));
        var added = newLine + indent + Member(path, depth, value, indent, unit, newLine);

        // Behind the comment that speaks of the last member.
        var place = SkipTrivia(text, afterLast, acrossLines: false);
        if (hasComma)
            return [new FileEdit(file.Path, place, 0, added + ",")];
        return place == end ? [new FileEdit(file.Path, end, 0, "," + added)] : [new FileEdit(file.Path, end, 0, ","), new FileEdit(file.Path, place, 0, added)];
    }

    /// <summary>The members for the rest of a path, on lines of their own if there is an indentation.</summary>
    private static string Member(string[] path, int depth, string value, string? indent, string unit, string newLine)
    {
        var name = $"\"{JsonText.Escape(path[depth])}\": ";
        if (depth == path.Length - 1)
            return name + value;
        if (indent is null)
            return $"{name}{{ {Member(path, depth + 1, value, null, unit, newLine)} }}";
        return $"{name}{{{newLine}{indent}{unit}{Member(path, depth + 1, value, indent + unit, unit, newLine)}{newLine}{indent}}}";
    }

    /// <summary>The end of the comments behind a place, and of the blanks before a comment.</summary>
    private static int SkipTrivia(string text, int position, bool acrossLines)
    {
        var end = position;
        while (position < text.Length)
        {
            var character = text[position];
            if (character is ' ' or '\t' || (acrossLines && character is '\r' or '\n'))
            {
                position++;
            }
            else if (character == '/' && position + 1 < text.Length && text[position + 1] is '/' or '*')
            {
                position = text[position + 1] == '/' ? EndOfLine(text, position) : text.IndexOf("*/", position + 2, StringComparison.Ordinal) + 2;
                end = position;
            }
            else
            {
                break;
            }
        }

        return acrossLines ? position : end;
    }

    private static int EndOfLine(string text, int position)
    {
        while (position < text.Length && text[position] is not ('\r' or '\n'))
            position++;
        return position;
    }
}
