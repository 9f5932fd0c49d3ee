using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StageReady.Yaml;

/// <summary>Reads the documents of a YAML file as nodes with places. What no parser accepts, or what is nested or sized beyond any real file, is a problem at its line.</summary>
internal sealed class YamlReader
{
    private const int MaxLength = 1_000_000;
    private const int MaxDepth = 100;

    private readonly TextFile _file;
    private readonly BlankLines? _blanks;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlReader(TextFile file, BlankLines? blanks)
    {
        _file = file;
        _blanks = blanks;
        _parser = new Parser(new StringReader(blanks?.Text ?? file.Text));
    }

    /// <summary>The roots of the documents, those before a problem included.</summary>
    public static (IReadOnlyList<YamlNode> Documents, ArtefactProblem? Problem) Read(TextFile file)
    {
        if (file.Text.Length > MaxLength)
            return ([], new ArtefactProblem(SourceSpan.StartOf(file.Path), $"the file is larger than {MaxLength / 1_000_000} million characters and is not read"));

        var (documents, problem) = Read(file, blanks: null);
        // The parser refuses a literal block that begins with a line of nothing but spaces, which is as good as an empty one.
        return problem is not null && BlankLines.Of(file.Text) is { } blanks && Read(file, blanks) is { Problem: null } read ? read : (documents, problem);
    }

    private static (IReadOnlyList<YamlNode> Documents, ArtefactProblem? Problem) Read(TextFile file, BlankLines? blanks)
    {
        var documents = new List<YamlNode>();
        var reader = new YamlReader(file, blanks);
        try
        {
            reader.ReadStream(documents);
            return (documents, null);
        }
        catch (YamlException exception)
        {
            return (documents, reader.Problem(exception.Start, Reason(exception)));
        }
        catch (InvalidOperationException)
        {
            // The parser's own answer to some texts that it cannot go on with.
            return (documents, reader.Problem(reader._parser.Current?.End ?? Mark.Empty, "nothing that could stand here"));
        }
    }

    private ArtefactProblem Problem(Mark mark, string reason) => new(_file.Span(Offset(mark), 0), $"not well-formed YAML: {reason}");

    private void ReadStream(List<YamlNode> documents)
    {
        while (_parser.MoveNext())
        {
            switch (_parser.Current)
            {
                case DocumentStart:
                    _anchors.Clear();
                    break;
                case NodeEvent or AnchorAlias:
                    documents.Add(ReadNode(_parser.Current, depth: 1));
                    break;
            }
        }
    }

    private YamlNode ReadNode(ParsingEvent start, int depth)
    {
        if (depth > MaxDepth)
            throw new YamlException(start.Start, start.End, $"more than {MaxDepth} levels of nesting");

        switch (start)
        {
            case AnchorAlias alias:
                // An anchor names nothing before its node is complete, so that no node holds itself.
                return _anchors.TryGetValue(alias.Value.Value, out var node) ? node : throw new YamlException(start.Start, start.End, "an alias of an anchor that is not set before it");
            case Scalar scalar:
                return Remember(scalar, Node(YamlKind.Scalar, start.Start, start.End, scalar.Value, scalar.Style));
            case SequenceStart begin:
                var items = new List<YamlNode>();
                while (Next() is not SequenceEnd)
                    items.Add(ReadNode(_parser.Current!, depth + 1));
                var sequence = Node(YamlKind.Sequence, start.Start, _parser.Current!.End);
                sequence.Items = items;
                return Remember(begin, sequence);
            case MappingStart begin:
                var entries = new List<YamlEntry>();
                while (Next() is not MappingEnd)
                {
                    var key = ReadNode(_parser.Current!, depth + 1);
                    entries.Add(new YamlEntry(key, ReadNode(Next(), depth + 1)));
                }

                var mapping = Node(YamlKind.Mapping, start.Start, _parser.Current!.End);
                mapping.OwnEntries = entries;
                return Remember(begin, mapping);
            default:
                throw new YamlException(start.Start, start.End, "a value is missing");
        }
    }

    private ParsingEvent Next()
    {
        do
        {
            if (!_parser.MoveNext())
                throw new YamlException("the document ends too early");
        }
        while (_parser.Current is Comment);

        return _parser.Current!;
    }

    private YamlNode Remember(NodeEvent start, YamlNode node)
    {
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = node;
        return node;
    }

    private YamlNode Node(YamlKind kind, Mark from, Mark to, string text = "", ScalarStyle style = ScalarStyle.Any)
    {
        var start = Offset(from);
        return new YamlNode(kind, _file, start, Math.Max(0, Offset(to) - start), text, style);
    }

    private int Offset(Mark mark)
    {
        var index = (int)Math.Max(0, Math.Min(mark.Index, _file.Text.Length));
        return _blanks?.OffsetOf(index) ?? index;
    }

    // The parser's own sentence, in the form of all problems: one line without a full stop.
    private static string Reason(YamlException exception)
    {
        var message = exception.Message.Replace('\r', ' ').Replace('\n', ' ').TrimEnd('.', ' ');
        var place = message.IndexOf("): ", StringComparison.Ordinal);
        return message.StartsWith("(", StringComparison.Ordinal) && place > 0 ? message.Substring(place + 3) : message;
    }
}
