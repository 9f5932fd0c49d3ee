using System.Buffers;
using StageReady.Analyzers;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>Looks for the analyzers' words in the text of files, which is far cheaper than parsing them: only what holds one can give a finding.</summary>
internal sealed class TriggerScan
{
    private readonly StageReadyAnalyzer[] _analyzers;
    private readonly SearchValues<string>[] _words;
    private readonly SearchValues<string> _anyWord;

    /// <param name="analyzers">Those that read C#: each has at least one word.</param>
    public TriggerScan(IEnumerable<StageReadyAnalyzer> analyzers)
    {
        _analyzers = [.. analyzers];
        _words = [.. _analyzers.Select(analyzer => SearchValues.Create(analyzer.TriggerWords.AsSpan(), StringComparison.Ordinal))];
        _anyWord = SearchValues.Create([.. _analyzers.SelectMany(analyzer => analyzer.TriggerWords)], StringComparison.Ordinal);
    }

    /// <summary>The analyzers that may find something in a file with these bytes.</summary>
    public IReadOnlyList<StageReadyAnalyzer> Hits(ReadOnlySpan<byte> bytes)
    {
        var (encoding, mark) = TextDecoding.Detect(bytes);
        var buffer = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length));
        try
        {
            return Hits(buffer.AsSpan(0, encoding.GetChars(bytes[mark..], buffer)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>The analyzers that may find something in a text.</summary>
    public IReadOnlyList<StageReadyAnalyzer> Hits(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(_anyWord))
            return [];

        var hits = new List<StageReadyAnalyzer>();
        for (var i = 0; i < _words.Length; i++)
        {
            if (text.ContainsAny(_words[i]))
                hits.Add(_analyzers[i]);
        }

        return hits;
    }
}
