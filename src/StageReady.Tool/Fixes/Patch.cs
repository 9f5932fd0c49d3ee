using StageReady.Release;
using StageReady.Tool.Files;

namespace StageReady.Tool.Fixes;

/// <summary>Prints what is edited as a patch that git applies.</summary>
internal static class Patch
{
    /// <param name="files">The files.</param>
    /// <param name="hasSecret">Whether a file held a secret: a patch shows what it takes out and what stands around it.</param>
    /// <param name="directory">The directory that the patch is for.</param>
    /// <param name="output">Takes the patch.</param>
    /// <param name="error">Is told what the patch leaves out.</param>
    public static void Write(EditedFiles files, Func<string, bool> hasSecret, CheckedDirectory directory, TextWriter output, TextWriter error)
    {
        foreach (var path in files.Paths)
        {
            var mark = files.MarkOf(path);
            if (hasSecret(path))
                error.WriteLine($"{Printable.Of(directory.Display(path))}: not in the patch, which would show the secret that the file holds");
            else
                UnifiedDiff.Write(output, directory.Display(path), files.Original(path) is { } original ? mark + original : null, mark + files.Read(path));
        }
    }
}
