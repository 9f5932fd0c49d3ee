using System.Text;

namespace StageReady.Manifest;

/// <summary>
/// Brings names to the form in which file systems that ignore case and composition compare them: canonical caseless matching (Unicode 3.13, D145).
/// Own tables, because String.Normalize and culture data depend on how the host program was built.
/// </summary>
internal static class NameFolding
{
    private const int HangulFirst = 0xAC00, HangulCount = 11172, LeadFirst = 0x1100, VowelFirst = 0x1161, TrailBase = 0x11A7, VowelTrails = 588, Trails = 28;

    private static readonly Lazy<Dictionary<int, string>> Decompositions = new(() => Load(UnicodeData.Decompositions));
    private static readonly Lazy<Dictionary<int, string>> Foldings = new(() => Load(UnicodeData.Foldings));

    /// <summary>Two names with the same key are one name on some file system.</summary>
    public static string Key(string name) =>
        Ascii.IsValid(name) ? name.ToLowerInvariant() : Reorder(Fold(Reorder(Decompose(name))));

    private static List<Rune> Decompose(string text)
    {
        var runes = new List<Rune>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var syllable = rune.Value - HangulFirst;
            if (syllable is >= 0 and < HangulCount)
            {
                runes.Add(new Rune(LeadFirst + syllable / VowelTrails));
                runes.Add(new Rune(VowelFirst + syllable % VowelTrails / Trails));
                if (syllable % Trails != 0)
                    runes.Add(new Rune(TrailBase + syllable % Trails));
            }
            else
            {
                Append(runes, rune, Decompositions.Value);
            }
        }

        return runes;
    }

    private static List<Rune> Fold(string text)
    {
        var runes = new List<Rune>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
                runes.Add(Rune.ToLowerInvariant(rune));
            else
                Append(runes, rune, Foldings.Value);
        }

        return runes;
    }

    private static void Append(List<Rune> runes, Rune rune, Dictionary<int, string> mapping)
    {
        if (mapping.TryGetValue(rune.Value, out var replacement))
            runes.AddRange(replacement.EnumerateRunes());
        else
            runes.Add(rune);
    }

    // Canonical ordering: a stable sort of each run of combining marks by class.
    private static string Reorder(List<Rune> runes)
    {
        for (var i = 1; i < runes.Count; i++)
        {
            var mark = runes[i];
            var markClass = CombiningClass(mark.Value);
            var j = i;
            for (; markClass != 0 && j > 0 && CombiningClass(runes[j - 1].Value) > markClass; j--)
                runes[j] = runes[j - 1];
            runes[j] = mark;
        }

        var text = new StringBuilder(runes.Count);
        foreach (var rune in runes)
            text.Append(rune.ToString());
        return text.ToString();
    }

    private static int CombiningClass(int codePoint)
    {
        var triples = UnicodeData.CombiningClasses;
        var (low, high) = (0, triples.Length / 3 - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < triples[middle * 3])
                high = middle - 1;
            else if (codePoint > triples[middle * 3 + 1])
                low = middle + 1;
            else
                return triples[middle * 3 + 2];
        }

        return 0;
    }

    private static Dictionary<int, string> Load(string entries)
    {
        var mapping = new Dictionary<int, string>();
        for (var start = 0; start < entries.Length;)
        {
            var end = entries.IndexOf('\0', start);
            var source = Rune.GetRuneAt(entries, start);
            start += source.Utf16SequenceLength;
            mapping.Add(source.Value, entries[start..end]);
            start = end + 1;
        }

        return mapping;
    }
}
