using System.Text.RegularExpressions;

namespace StageReady.Containers;

/// <summary>
/// Reads a Dockerfile as BuildKit does: parser directives, continuation lines with comments between them, heredocs, the two forms of ENV. It takes any text: what is no instruction of a
/// known form is an instruction all the same, for a build to refuse.
/// </summary>
internal sealed class DockerfileReader
{
    private const int MaxLength = 1_000_000;

    private static readonly Regex Directive = new(@"^\s*#\s*(?<name>[a-zA-Z]+)\s*=\s*(?<value>\S+)", RegexOptions.CultureInvariant);
    private static readonly Regex HeredocStart = new(@"(?<![<\w])<<(?<strip>-?)(?<quote>[""']?)(?<name>[A-Za-z_][A-Za-z0-9_.]*)\k<quote>", RegexOptions.CultureInvariant);

    private readonly TextFile _file;
    private readonly List<(int Start, int End)> _lines = [];
    private char _escape = '\\';
    private int _line;

    private DockerfileReader(TextFile file) => _file = file;

    public static (Dockerfile? Dockerfile, ArtefactProblem? Problem) Read(TextFile file)
    {
        if (file.Text.Length > MaxLength)
            return (null, new ArtefactProblem(SourceSpan.StartOf(file.Path), $"the file is larger than {MaxLength / 1_000_000} million characters and is not read"));

        return new DockerfileReader(file).Read();
    }

    private (Dockerfile? Dockerfile, ArtefactProblem? Problem) Read()
    {
        SplitLines();
        ReadDirectives();
        var global = new List<DockerInstruction>();
        var stages = new List<DockerStage>();
        var current = global;
        while (NextInstruction() is { } instruction)
        {
            if (instruction.Keyword == "FROM")
            {
                current = [];
                stages.Add(Stage(stages.Count, instruction, current));
            }
            else if (stages.Count == 0 && instruction.Keyword != "ARG")
            {
                return (null, new ArtefactProblem(instruction.Span, $"a Dockerfile begins with FROM or ARG, found {MessageText.Quote(instruction.Keyword)}"));
            }

            current.Add(instruction);
        }

        return stages.Count == 0
            ? (null, new ArtefactProblem(SourceSpan.StartOf(_file.Path), "the Dockerfile has no FROM"))
            : (new Dockerfile(_file, global, stages), null);
    }

    private static DockerStage Stage(int index, DockerInstruction from, List<DockerInstruction> instructions)
    {
        var name = from.Words.Count > 2 && from.Words[1].Value.Equals("AS", StringComparison.OrdinalIgnoreCase) ? from.Words[2].Value : null;
        return new DockerStage(index, from.Words.Count > 0 ? from.Words[0] : null, name, instructions);
    }

    private void SplitLines()
    {
        var text = _file.Text;
        var start = text.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0;
        for (var i = start; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != '\n')
                continue;

            _lines.Add((start, i > start && text[i - 1] == '\r' ? i - 1 : i));
            start = i + 1;
        }
    }

    // Only the first lines can be directives: a comment, an empty line or an instruction ends them.
    private void ReadDirectives()
    {
        foreach (var line in _lines)
        {
            if (Directive.Match(Text(line)) is not { Success: true } match)
                break;
            if (match.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase) && match.Groups["value"].Value == "`")
                _escape = '`';
        }
    }

    private DockerInstruction? NextInstruction()
    {
        while (_line < _lines.Count && IsBlankOrComment(_lines[_line]))
            _line++;
        if (_line == _lines.Count)
            return null;

        var joined = JoinLines();
        var keywordEnd = joined.SkipWord(0);
        var keyword = joined.Text.Substring(0, keywordEnd).ToUpperInvariant();
        var words = joined.Words(keywordEnd, _escape).ToList();
        var flags = words.TakeWhile(word => word.Text.Value.StartsWith("--", StringComparison.Ordinal)).ToList();
        var arguments = words.Skip(flags.Count).ToList();
        return new DockerInstruction(keyword, [.. arguments.Select(word => word.Text)], [.. flags.Select(word => word.Text)], joined.Span(0, joined.Text.Length))
        {
            Heredocs = keyword is "RUN" or "COPY" or "ADD" ? ReadHeredocs(joined.Text) : [],
            Assignments = keyword is "ENV" or "ARG" ? Assignments(keyword, joined, arguments) : [],
        };
    }

    // ENV NAME the rest of the line: the old form, known by a first word without '='.
    private static IReadOnlyList<(PlacedText, PlacedText?)> Assignments(string keyword, JoinedLines joined, List<DockerWord> words)
    {
        if (keyword == "ENV" && words.Count > 0 && words[0].Separator < 0)
        {
            if (words.Count == 1)
                return [];
            var start = words[1].Start;
            return [(words[0].Text, words.Count == 2 ? words[1].Text : joined.Placed(start, joined.Text.TrimEnd().Length - start))];
        }

        return [.. words.Select(word => word.Split())];
    }

    private JoinedLines JoinLines()
    {
        var joined = new JoinedLines(_file);
        var continues = true;
        while (continues && _line < _lines.Count)
        {
            var line = _lines[_line++];
            // A comment or an empty line does not end an instruction that is continued.
            if (!joined.IsEmpty && IsBlankOrComment(line))
                continue;

            var end = line.End;
            while (end > line.Start && _file.Text[end - 1] is ' ' or '\t')
                end--;
            continues = end > line.Start && _file.Text[end - 1] == _escape;
            var start = line.Start;
            if (joined.IsEmpty)
            {
                while (start < end && char.IsWhiteSpace(_file.Text[start]))
                    start++;
            }

            joined.Append(start, continues ? end - 1 : line.End);
        }

        joined.Close();
        return joined;
    }

    private List<PlacedText> ReadHeredocs(string instruction)
    {
        var bodies = new List<PlacedText>();
        foreach (Match match in HeredocStart.Matches(instruction))
        {
            var name = match.Groups["name"].Value;
            var first = _line;
            while (_line < _lines.Count && (match.Groups["strip"].Length > 0 ? Text(_lines[_line]).TrimStart('\t') : Text(_lines[_line])) != name)
                _line++;
            if (_line > first)
            {
                var (start, end) = (_lines[first].Start, _lines[_line - 1].End);
                bodies.Add(new PlacedText(_file.Text.Substring(start, end - start), _file.Span(start, end - start)));
            }

            if (_line < _lines.Count)
                _line++;
        }

        return bodies;
    }

    private bool IsBlankOrComment((int Start, int End) line)
    {
        for (var i = line.Start; i < line.End; i++)
        {
            if (!char.IsWhiteSpace(_file.Text[i]))
                return _file.Text[i] == '#';
        }

        return true;
    }

    private string Text((int Start, int End) line) => _file.Text.Substring(line.Start, line.End - line.Start);
}
