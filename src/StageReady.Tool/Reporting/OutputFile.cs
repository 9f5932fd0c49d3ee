using System.Text;
using StageReady.Tool.Files;

namespace StageReady.Tool.Reporting;

/// <summary>A report in a file: there as a whole or not at all.</summary>
internal static class OutputFile
{
    /// <exception cref="IOException">It cannot be written; what was there before stays.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Write(string path, Action<TextWriter> write) => WholeFile.Write(Path.GetFullPath(path), temporary =>
    {
        using var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        write(writer);
    });
}
