using Microsoft.Win32.SafeHandles;

namespace StageReady.Manifest;

/// <summary>
/// What .NET offers on every system. Links are seen before a file is opened; a link put in place between the two is caught by comparing sizes and times afterwards only.
/// </summary>
internal sealed class PortableReleaseRoot(string directory) : ReleaseRoot(directory)
{
    public override FileStatus Status(string path)
    {
        var file = new FileInfo(Path.Combine(Directory, path));
        var attributes = file.Attributes;
        if ((int)attributes == -1)
            return default;
        if (attributes.HasFlag(FileAttributes.ReparsePoint))
            return new FileStatus { Kind = FileKind.Link };
        if (attributes.HasFlag(FileAttributes.Directory))
            return new FileStatus { Kind = FileKind.Directory };
        return new FileStatus(attributes.HasFlag(FileAttributes.Device) ? FileKind.Special : FileKind.Regular, file.Length, default, (file.LastWriteTimeUtc.Ticks, 0));
    }

    public override FileStatus Status(SafeFileHandle handle) =>
        new(FileKind.Regular, RandomAccess.GetLength(handle), default, (File.GetLastWriteTimeUtc(handle).Ticks, 0));

    public override SafeFileHandle OpenRead(string path) => File.OpenHandle(Path.Combine(Directory, path), FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);

    public override void Dispose()
    {
    }
}
