namespace StageReady.Containers;

/// <summary>
/// The part of a template (Helm's, and others with <c>{{ … }}</c>) that is there whatever it is rendered with, each character at its place. What an action gives is a variable without a value; what
/// stands in a block of if, with, range or define is not there.
/// </summary>
internal sealed class ManifestTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    private readonly char[] _text;
    private readonly bool _keepsBlocks;

    // Whether each of the open blocks is left out.
    private readonly Stack<bool> _blocks = new();
    private int _depth;

    private ManifestTemplate(string text, bool keepsBlocks)
    {
        _text = text.ToCharArray();
        _keepsBlocks = keepsBlocks;
    }

    public static bool Is(TextFile file) => file.Text.IndexOf(Open, StringComparison.Ordinal) >= 0;

    /// <param name="file">The template.</param>
    /// <param name="keepsBlocks">Whether what stands in a block of if, with or range is there too, of each branch: what it is if it is rendered.</param>
    public static TextFile LiteralsOf(TextFile file, bool keepsBlocks = false)
    {
        var template = new ManifestTemplate(file.Text, keepsBlocks);
        template.Read(file.Text);
        return new TextFile(file.Path, new string(template._text));
    }

    private void Read(string text)
    {
        var position = 0;
        while (text.IndexOf(Open, position, StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = text.IndexOf(Close, open, StringComparison.Ordinal);
            var end = close < 0 ? text.Length : close + Close.Length;
            if (_depth > 0)
                Blank(position, open);
            ReadAction(text, open, end);
            position = end;
        }

        if (_depth > 0)
            Blank(position, text.Length);
    }

    private void ReadAction(string text, int open, int end)
    {
        var isInBlock = _depth > 0;
        switch (text.Substring(open + Open.Length, end - open - Open.Length).TrimStart('-', ' ', '\t', '\r', '\n').Split(' ', '-', '}')[0])
        {
            case "if" or "with" or "range":
                Enter(isLeftOut: !_keepsBlocks);
                break;
            case "define" or "block":
                Enter(isLeftOut: true);
                break;
            case "end":
                if (_blocks.Count > 0 && _blocks.Pop())
                    _depth--;
                break;
            case "else":
                break;
            default:
                if (!isInBlock && !IsAlone(text, open, end))
                {
                    MakeVariable(open, end);
                    return;
                }

                break;
        }

        Blank(open, end);
    }

    private void Enter(bool isLeftOut)
    {
        _blocks.Push(isLeftOut);
        if (isLeftOut)
            _depth++;
    }

    // ${____} is as long as {{____}} less one.
    private void MakeVariable(int open, int end)
    {
        for (var i = open; i < end; i++)
            _text[i] = '_';
        (_text[open], _text[open + 1], _text[end - 1]) = ('$', '{', '}');
    }

    private void Blank(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_text[i] is not ('\r' or '\n'))
                _text[i] = ' ';
        }
    }

    // It has its lines for itself, so that it is made of whole lines.
    private static bool IsAlone(string text, int open, int end)
    {
        var before = text.LastIndexOf('\n', Math.Max(0, open - 1)) + 1;
        var after = text.IndexOf('\n', end) is >= 0 and var found ? found : text.Length;
        return string.IsNullOrWhiteSpace(text.Substring(before, Math.Max(0, open - before))) && string.IsNullOrWhiteSpace(text.Substring(end, after - end));
    }
}
