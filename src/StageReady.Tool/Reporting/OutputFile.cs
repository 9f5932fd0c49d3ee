using System.Text;
using StageReady.Manifest;
using StageReady.Tool.Files;

namespace StageReady.Tool.Reporting;

/// <summary>What a command writes into a file that the user names: there as a whole or not at all.</summary>
internal static class OutputFile
{
    /// <param name="what">What is written: a report.</param>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="UnusableInputException">It cannot be written; what was there before stays.</exception>
    public static void Write(string what, string path, Action<TextWriter> write)
    {
        try
        {
            WholeFile.Write(Path.GetFullPath(path), temporary =>
            {
                using var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
                write(writer);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"The {what} cannot be written to {path}: {exception.Message}");
        }
    }
}
