using Microsoft.Win32.SafeHandles;

namespace StageReady.Manifest;

/// <summary>
/// A copy of a release that is written while the release is verified: the very bytes that were hashed. Nobody sees it before <see cref="Complete"/>, and disposing it without that leaves nothing
/// behind.
/// </summary>
public sealed class ReleaseStage : IDisposable
{
    private readonly string _directory;

    // Only its owner may enter it, so that nobody changes a file between hashing and the rename.
    private readonly string _container;
    private readonly CancellationToken _cancellationToken;
    private bool _isVerified;

    private ReleaseStage(string directory, string container, CancellationToken cancellationToken) =>
        (_directory, _container, _cancellationToken) = (directory, container, cancellationToken);

    private string Root => Path.Combine(_container, "release");

    /// <summary>Prepares a copy.</summary>
    /// <param name="directory">Where the copy is to appear: a directory that does not exist or is empty, in one that exists.</param>
    /// <param name="cancellationToken">Ends a verification that copies to it.</param>
    /// <exception cref="UnusableInputException">There is something, or nothing can be written there.</exception>
    public static ReleaseStage Create(string directory, CancellationToken cancellationToken = default)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        try
        {
            var existing = new DirectoryInfo(target);
            if (existing.LinkTarget is not null || File.Exists(target) || (existing.Exists && existing.EnumerateFileSystemInfos().Any()))
                throw new UnusableInputException($"{directory} exists; a release is copied to a directory that does not exist or is empty");
            if (Path.GetDirectoryName(target) is { } parent && !Directory.Exists(parent))
                throw new UnusableInputException($"The directory {parent} does not exist, so no release can be copied to {directory}");

            var stage = new ReleaseStage(target, $"{target}.{Path.GetRandomFileName()}.tmp", cancellationToken);
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(stage._container);
            else
                Directory.CreateDirectory(stage._container, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Directory.CreateDirectory(stage.Root);
            return stage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, exception);
        }
    }

    /// <summary>Lets the copy appear, whole, by a rename. Call it last, after everything else that may refuse the release.</summary>
    /// <exception cref="InvalidOperationException">No release was verified into it.</exception>
    /// <exception cref="UnusableInputException">Meanwhile there is something in its place; it is left as it is.</exception>
    public void Complete()
    {
        if (!_isVerified)
            throw new InvalidOperationException("Only a verified release can be staged");
        try
        {
            if (Directory.Exists(_directory))
                Directory.Delete(_directory);
            Directory.Move(Root, _directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(_directory, exception);
        }
    }

    /// <summary>Removes what has not appeared.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_container, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Already removed, or by somebody who may not: what is left has a name of its own and is in nobody's way.
        }
    }

    /// <exception cref="UnusableInputException">The copy would be a part of the release.</exception>
    internal void RefuseInside(string release)
    {
        var inside = Path.GetRelativePath(release, _directory);
        if (!Path.IsPathRooted(inside) && inside != ".." && !inside.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new UnusableInputException($"{_directory} is inside the release; a release is copied to a place outside");
    }

    /// <summary>Says that what was written is a verified release.</summary>
    internal void Verified() => _isVerified = true;

    internal StagedFile CreateFile(string path) => StagedFile.Create(Path.Combine(Root, path), mode: null, _cancellationToken);

    /// <summary>A copy of an open file: who may read and execute it is kept; that others may write to it, or that it runs as another user, is not.</summary>
    internal StagedFile CreateFile(string path, SafeFileHandle original) =>
        StagedFile.Create(Path.Combine(Root, path), OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(original) & StagedFile.KeptModes, _cancellationToken);

    internal static UnusableInputException Unusable(string path, Exception exception) => new($"The release cannot be copied to {path}: {exception.Message}");
}
