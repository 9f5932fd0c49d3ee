namespace StageReady;

/// <summary>A place in a text file. Lines and columns count from 1, columns in UTF-16 units, as MSBuild, SARIF and editors show them; the end is exclusive.</summary>
/// <param name="Path">The file's path as it was handed in.</param>
/// <param name="Start">Offset of the first character in the text, from 0.</param>
/// <param name="Length">Number of UTF-16 units.</param>
internal readonly record struct SourceSpan(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>Line 1, column 1: for a finding about a whole file, or about one that is absent.</summary>
    public static SourceSpan StartOf(string path) => new(path, 0, 0, 1, 1, 1, 1);
}
