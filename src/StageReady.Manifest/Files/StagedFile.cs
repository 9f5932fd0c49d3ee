namespace StageReady.Manifest;

/// <summary>A file of a <see cref="ReleaseStage"/>. What fails here is no fault of the release, so it is never taken for one.</summary>
internal sealed class StagedFile : IDisposable
{
    public const UnixFileMode KeptModes = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly FileStream _stream;
    private readonly CancellationToken _cancellationToken;

    private StagedFile(FileStream stream, CancellationToken cancellationToken) => (_stream, _cancellationToken) = (stream, cancellationToken);

    /// <exception cref="UnusableInputException">It cannot be created.</exception>
    public static StagedFile Create(string path, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (mode is not null && !OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new StagedFile(new FileStream(path, options), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ReleaseStage.Unusable(path, exception);
        }
    }

    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    /// <exception cref="UnusableInputException">There is no room, for instance.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException exception)
        {
            throw ReleaseStage.Unusable(_stream.Name, exception);
        }
    }

    /// <summary>To the disk: a power cut must not leave an empty file in a directory that has appeared.</summary>
    /// <exception cref="UnusableInputException">There is no room, for instance.</exception>
    public void Complete()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw ReleaseStage.Unusable(_stream.Name, exception);
        }
    }

    public void Dispose() => _stream.Dispose();
}
