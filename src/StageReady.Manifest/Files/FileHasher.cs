using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace StageReady.Manifest;

/// <summary>Hashes files, and copies what it hashes, on all processors: each in one pass through one open handle, the largest first so that no processor is left with a large one at the end.</summary>
internal static class FileHasher
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>The results in the order of the files.</summary>
    /// <param name="root">Where the files are.</param>
    /// <param name="files">The files.</param>
    /// <param name="stage">Takes the bytes that are hashed; null for nowhere.</param>
    /// <exception cref="OperationCanceledException">The stage is not wanted any more.</exception>
    /// <exception cref="UnusableInputException">The stage cannot take them.</exception>
    public static FileHash[] HashAll(ReleaseRoot root, IReadOnlyList<(string Path, FileStatus Status)> files, ReleaseStage? stage = null)
    {
        var results = new FileHash[files.Count];
        int[] order = [.. Enumerable.Range(0, files.Count).OrderByDescending(index => files[index].Status.Size)];
        var next = -1;
        try
        {
            Parallel.For(0, Math.Clamp(files.Count, 1, Environment.ProcessorCount), _ =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
                for (int i; (i = Interlocked.Increment(ref next)) < order.Length;)
                {
                    var index = order[i];
                    results[index] = Hash(root, files[index].Path, files[index].Status, hash, buffer, stage);
                }

                ArrayPool<byte>.Shared.Return(buffer);
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return results;
    }

    private static FileHash Hash(ReleaseRoot root, string path, FileStatus listed, IncrementalHash hash, byte[] buffer, ReleaseStage? stage)
    {
        try
        {
            using var handle = root.OpenRead(path);
            using var copy = stage?.CreateFile(path, handle);
            var complete = Read(handle, listed.Size, hash, buffer, copy);
            copy?.Complete();
            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return complete && root.Status(handle) == listed
                ? new FileHash(sha256, null)
                : new FileHash(null, new Problem(ProblemCode.FileChanged, path, "a file that nobody writes to", "changed while it was read", "The file changed while it was read"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            hash.GetHashAndReset();
            return new FileHash(null, new Problem(ProblemCode.FileUnreadable, path, "a readable file", "unreadable", "The file cannot be read"));
        }
    }

    // Never reads beyond the listed size: a file that grows for ever ends here.
    private static bool Read(SafeFileHandle handle, long size, IncrementalHash hash, byte[] buffer, StagedFile? copy)
    {
        for (long offset = 0; ;)
        {
            var count = RandomAccess.Read(handle, buffer.AsSpan(0, BufferBytes), offset);
            offset += count;
            if (count == 0)
                return offset == size;
            if (offset > size)
                return false;
            hash.AppendData(buffer, 0, count);
            copy?.Write(buffer.AsSpan(0, count));
        }
    }
}

/// <summary>A file's SHA-256 in lower-case hexadecimal, or why there is none.</summary>
internal readonly record struct FileHash(string? Sha256, Problem? Problem);
