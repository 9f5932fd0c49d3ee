using Microsoft.Win32.SafeHandles;

namespace StageReady.Manifest;

/// <summary>A directory that is read without leaving it: no link is followed, nothing but regular files is opened.</summary>
internal abstract class ReleaseRoot(string directory) : IDisposable
{
    /// <summary>The directory as the caller named it.</summary>
    public string Directory { get; } = directory;

    /// <exception cref="UnusableInputException">There is no such directory.</exception>
    public static ReleaseRoot Open(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
            throw new UnusableInputException(File.Exists(directory) ? $"{directory} is a file; expected the directory of a release" : $"The directory {directory} does not exist or cannot be read");
        return LinuxReleaseRoot.IsSupported ? new LinuxReleaseRoot(directory) : new PortableReleaseRoot(directory);
    }

    /// <summary>The status of what a path names; a link is not followed.</summary>
    /// <param name="path">Relative, with <c>/</c>.</param>
    /// <exception cref="IOException">The status cannot be read.</exception>
    public abstract FileStatus Status(string path);

    /// <summary>The status of an open file.</summary>
    public abstract FileStatus Status(SafeFileHandle handle);

    /// <summary>Opens a file to read it; a link on the way is refused, and a pipe does not make it wait.</summary>
    /// <param name="path">Relative, with <c>/</c>.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be opened.</exception>
    public abstract SafeFileHandle OpenRead(string path);

    public abstract void Dispose();
}
