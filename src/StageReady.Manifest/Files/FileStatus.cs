namespace StageReady.Manifest;

/// <summary>What a name in a directory stands for.</summary>
internal enum FileKind
{
    Missing,
    Regular,
    Directory,
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    Special,
}

/// <summary>What the file system says about a file without opening it. Two equal statuses around a read mean that nobody changed the file meanwhile.</summary>
/// <param name="Kind">What the name stands for.</param>
/// <param name="Size">The length in bytes.</param>
/// <param name="Identity">Device and inode where the system has them.</param>
/// <param name="Changed">The times of the last change, as the system counts them.</param>
internal readonly record struct FileStatus(FileKind Kind, long Size, (ulong Device, ulong Inode) Identity, (long Content, long Status) Changed);
