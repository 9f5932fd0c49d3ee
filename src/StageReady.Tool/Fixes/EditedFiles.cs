using Microsoft.CodeAnalysis.Text;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;

namespace StageReady.Tool.Fixes;

/// <summary>The files of a directory as the fixes leave them; on disk only when they are saved.</summary>
internal sealed class EditedFiles(CheckedDirectory directory)
{
    private readonly Dictionary<string, SourceText> _edited = new(StringComparer.Ordinal);

    /// <summary>Relative to the tree, in order.</summary>
    public IEnumerable<string> Paths => _edited.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null if the file cannot be read.</summary>
    public SourceText? Read(string path) => _edited.TryGetValue(path, out var text) ? text : Original(path);

    public SourceText? Original(string path) => directory.ReadBytes(path) is { } bytes ? ProjectCompilation.TextOf(bytes) : null;

    /// <summary>Whether the file is a text that can be written back as it was read, in its place and not behind a link.</summary>
    public bool CanEdit(string path) =>
        new FileInfo(directory.FullPathOf(path)).LinkTarget is null && directory.ReadBytes(path) is { } bytes && Encode(ProjectCompilation.TextOf(bytes), bytes).AsSpan().SequenceEqual(bytes);

    /// <summary>A file that is not there yet is created.</summary>
    public void Edit(string path, SourceText text) => _edited[path] = text;

    /// <summary>Writes each file as a whole or not at all, with the encoding and the byte order mark that it had.</summary>
    public void Save()
    {
        foreach (var path in Paths)
        {
            if (directory.ReadBytes(path) is { } bytes)
                Replace(directory.FullPathOf(path), Encode(_edited[path], bytes));
            else if (!directory.IsPresent(path))
                WholeFile.Write(directory.FullPathOf(path), temporary => File.WriteAllText(temporary, _edited[path].ToString()));
        }
    }

    private static byte[] Encode(SourceText text, byte[] original)
    {
        var (encoding, mark) = TextDecoding.Detect(original);
        return [.. original.AsSpan(0, mark), .. encoding.GetBytes(text.ToString())];
    }

    private static void Replace(string fullPath, byte[] content) => WholeFile.Write(fullPath, temporary =>
    {
        File.WriteAllBytes(temporary, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(fullPath));
    });
}
