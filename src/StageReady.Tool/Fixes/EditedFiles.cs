using System.Text;
using Microsoft.CodeAnalysis.Text;
using StageReady.Manifest;
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

    /// <summary>The file as it is by now; null if there is none that can be read.</summary>
    public TextFile? ReadFile(string path) => Read(path) is { } text ? new TextFile(path, text.ToString()) : null;

    /// <summary>The byte order mark of a text in UTF-8 as a character, where it has one.</summary>
    public string MarkOf(string path) => directory.ReadBytes(path) is [0xEF, 0xBB, 0xBF, ..] ? "\uFEFF" : "";

    /// <summary>Whether the file is a text that can be written back as it was read, in its place and not behind a link.</summary>
    public bool CanEdit(string path) =>
        new FileInfo(directory.FullPathOf(path)).LinkTarget is null && directory.ReadBytes(path) is { } bytes && Encode(ProjectCompilation.TextOf(bytes), bytes).AsSpan().SequenceEqual(bytes);

    /// <summary>A file that is not there yet is created. One that is as it was is not edited.</summary>
    public void Edit(string path, SourceText text)
    {
        if (Original(path)?.ContentEquals(text) == true)
            _edited.Remove(path);
        else
            _edited[path] = text;
    }

    /// <summary>The bytes of every file that was edited, with the encoding and the byte order mark that it had.</summary>
    public IReadOnlyDictionary<string, byte[]> Contents() =>
        _edited.ToDictionary(file => file.Key, file => directory.ReadBytes(file.Key) is { } bytes ? Encode(file.Value, bytes) : Encoding.UTF8.GetBytes(file.Value.ToString()), StringComparer.Ordinal);

    /// <exception cref="UnusableInputException">A file must not be written: nothing is.</exception>
    public void RequireWritable()
    {
        if (Paths.FirstOrDefault(path => File.Exists(directory.FullPathOf(path)) && File.GetAttributes(directory.FullPathOf(path)).HasFlag(FileAttributes.ReadOnly)) is { } path)
            throw new UnusableInputException($"{directory.Display(path)} is read-only: nothing is written");
    }

    /// <summary>Writes all files or none.</summary>
    /// <exception cref="UnusableInputException">One cannot be written.</exception>
    public void Save()
    {
        try
        {
            WholeFile.WriteAll([.. Contents().Where(file => directory.ReadBytes(file.Key) is not null || !directory.IsPresent(file.Key)).Select(file => (directory.FullPathOf(file.Key), (Action<string>)(temporary => Write(file, temporary))))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"A file cannot be written: {exception.Message}");
        }
    }

    private static byte[] Encode(SourceText text, byte[] original)
    {
        var (encoding, mark) = TextDecoding.Detect(original);
        return [.. original.AsSpan(0, mark), .. encoding.GetBytes(text.ToString())];
    }

    private void Write(KeyValuePair<string, byte[]> file, string temporary)
    {
        File.WriteAllBytes(temporary, file.Value);
        if (!OperatingSystem.IsWindows() && File.Exists(directory.FullPathOf(file.Key)))
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(directory.FullPathOf(file.Key)));
    }
}
