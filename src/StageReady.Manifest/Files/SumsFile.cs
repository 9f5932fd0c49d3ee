using System.Text;

namespace StageReady.Manifest;

/// <summary>The file of sums, in the format of <c>sha256sum</c>. Names that the format would have to escape (backslash, line feed) are unsafe paths and never get here.</summary>
internal static class SumsFile
{
    /// <param name="files">In the order of their UTF-8 paths.</param>
    public static byte[] Write(IEnumerable<ReleaseFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files.OrderBy(file => file.Path, ReleasePath.Utf8Order))
            text.Append(file.Sha256).Append("  ").Append(file.Path).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
