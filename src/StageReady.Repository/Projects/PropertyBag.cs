using System.Text;
using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>The element of a file that sets a property.</summary>
internal sealed record PropertyElement(ProjectXml File, XElement Element)
{
    public SourceSpan Span => File.SpanOf(Element);
}

/// <summary>The properties of one evaluation and their expansion in texts. Reads text only: no property function can reach the machine.</summary>
internal sealed class PropertyBag(RepositoryTree tree)
{
    // Beyond this a value is made of itself over and over; no real one comes near.
    private const int MaxLength = 64 * 1024;

    private readonly Dictionary<string, Evaluated<string>> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PropertyElement> _elements = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase);

    public Evaluated<string> this[string name] =>
        _values.TryGetValue(name, out var value) ? value : new Evaluated<string>("", false);

    public bool IsDefined(string name) => _values.ContainsKey(name);

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>A property that project files cannot set: MSBuild's own, or one given from outside.</summary>
    public void SetReserved(string name, string value)
    {
        _reserved.Add(name);
        _values[name] = new Evaluated<string>(value, true);
    }

    public void Set(string name, Evaluated<string> value, PropertyElement? element = null)
    {
        if (_reserved.Contains(name))
            return;
        _values[name] = value;
        if (element is not null)
            _elements[name] = element;
    }

    /// <summary>An element may or may not have set it: what was known stays, but is no longer certain.</summary>
    public void Doubt(string name, PropertyElement element) => Set(name, this[name] with { IsCertain = false }, element);

    /// <summary>Where the last element stands that set it, or may have; null if none did.</summary>
    public SourceSpan? PlaceOf(string name) => _elements.TryGetValue(name, out var element) ? element.Span : null;

    /// <summary>Sets the properties that name the file being read.</summary>
    public void Enter(string path)
    {
        var fileName = RepositoryTree.FileNameOf(path);
        var dot = fileName.LastIndexOf('.');
        SetReserved("MSBuildThisFile", fileName);
        SetReserved("MSBuildThisFileName", dot < 0 ? fileName : fileName.Substring(0, dot));
        SetReserved("MSBuildThisFileExtension", dot < 0 ? "" : fileName.Substring(dot));
        SetReserved("MSBuildThisFileDirectory", Rooted(RepositoryTree.DirectoryOf(path)) + "/");
        SetReserved("MSBuildThisFileFullPath", "/" + path);
    }

    public static string Rooted(string directory) => directory.Length == 0 ? "" : "/" + directory;

    public Evaluated<string> Expand(string text)
    {
        if (text.IndexOf("$(", StringComparison.Ordinal) < 0)
            return new Evaluated<string>(text, !HasItemReference(text));

        var result = new StringBuilder();
        var certain = !HasItemReference(text);
        var position = 0;
        while (position < text.Length)
        {
            var start = text.IndexOf("$(", position, StringComparison.Ordinal);
            var end = start < 0 ? -1 : EndOfExpression(text, start + 2);
            if (end < 0)
            {
                result.Append(text, position, text.Length - position);
                break;
            }

            result.Append(text, position, start - position);
            var value = Evaluate(text.Substring(start + 2, end - start - 2).Trim());
            result.Append(value.Value);
            certain &= value.IsCertain;
            if (result.Length > MaxLength)
                return new Evaluated<string>("", false);
            position = end + 1;
        }

        return new Evaluated<string>(result.ToString(), certain);
    }

    /// <summary>Expanded and with MSBuild's %XX escapes resolved.</summary>
    public Evaluated<string> ExpandAndUnescape(string text)
    {
        var expanded = Expand(text);
        return expanded.Value.IndexOf('%') < 0 ? expanded : expanded with { Value = Unescape(expanded.Value) };
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2]))
            {
                result.Append((char)((Uri.FromHex(text[i + 1]) << 4) + Uri.FromHex(text[i + 2])));
                i += 2;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static bool HasItemReference(string text) =>
        text.IndexOf("@(", StringComparison.Ordinal) >= 0 || text.IndexOf("%(", StringComparison.Ordinal) >= 0;

    private static int EndOfExpression(string text, int start)
    {
        var depth = 1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\'' && text.IndexOf('\'', i + 1) is var close and > 0)
                i = close;
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
                return i;
        }

        return -1;
    }

    private Evaluated<string> Evaluate(string expression)
    {
        if (expression.StartsWith("[MSBuild]::", StringComparison.OrdinalIgnoreCase))
            return FileAbove(expression.Substring("[MSBuild]::".Length));

        var dot = expression.IndexOf('.');
        return dot < 0 ? this[expression] : StringTest(this[expression.Substring(0, dot)], expression.Substring(dot + 1));
    }

    private Evaluated<string> FileAbove(string call)
    {
        if (Call(call, out var function) is not { } arguments)
            return Unknown;

        var expanded = arguments.Select(Expand).ToArray();
        if (expanded.Any(argument => !argument.IsCertain))
            return Unknown;

        var (file, start) = function switch
        {
            "GetPathOfFileAbove" when expanded.Length == 1 => (expanded[0].Value, this["MSBuildThisFileDirectory"].Value),
            "GetPathOfFileAbove" when expanded.Length == 2 => (expanded[0].Value, expanded[1].Value),
            "GetDirectoryNameOfFileAbove" when expanded.Length == 2 => (expanded[1].Value, expanded[0].Value),
            _ => ("", ""),
        };
        if (file.Length == 0 || RepositoryTree.Resolve("", start) is not { } directory || tree.NearestAbove(directory, file) is not { } found)
            return new Evaluated<string>("", false);
        return new Evaluated<string>(function == "GetPathOfFileAbove" ? "/" + found : Rooted(RepositoryTree.DirectoryOf(found)), true);
    }

    private static Evaluated<string> StringTest(Evaluated<string> text, string call)
    {
        if (Call(call, out var function) is not [var argument] || argument.Contains("$("))
            return Unknown;

        bool? result = function switch
        {
            "StartsWith" => text.Value.StartsWith(argument, StringComparison.Ordinal),
            "EndsWith" => text.Value.EndsWith(argument, StringComparison.Ordinal),
            "Contains" => text.Value.Contains(argument),
            _ => null,
        };
        return result is { } value ? new Evaluated<string>(value ? "True" : "False", text.IsCertain) : Unknown;
    }

    private static string[]? Call(string call, out string function)
    {
        var open = call.IndexOf('(');
        function = open < 0 ? "" : call.Substring(0, open).Trim();
        return open < 0 || !call.EndsWith(")", StringComparison.Ordinal)
            ? null
            : [.. call.Substring(open + 1, call.Length - open - 2).Split(',').Select(argument => argument.Trim().Trim('\'', '"', '`'))];
    }

    private static readonly Evaluated<string> Unknown = new("", false);
}
