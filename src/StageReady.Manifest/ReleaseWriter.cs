namespace StageReady.Manifest;

/// <summary>Writes the manifest of a directory that is about to be deployed.</summary>
public static class ReleaseWriter
{
    private const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Removes the manifest and the sums of a release, and what an interrupted <see cref="Write"/> left behind. Whoever is about to write a manifest calls this before anything
    /// can fail, so that no failure leaves an older manifest beside newer files.
    /// </summary>
    /// <param name="directory">The root of the release.</param>
    /// <param name="manifestPath">Where the manifest is; null for the root of the release.</param>
    /// <exception cref="UnusableInputException">There is no such directory, or one of the files cannot be removed.</exception>
    public static void Remove(string directory, string? manifestPath = null)
    {
        using var root = ReleaseRoot.Open(directory);
        string[] paths = [Path.Combine(directory, ReleaseFileNames.Manifest), ManifestPath(directory, manifestPath), Path.Combine(directory, ReleaseFileNames.Sums)];
        foreach (var path in paths)
        {
            Delete(path);
            Delete(path + TemporarySuffix);
        }
    }

    /// <summary>
    /// Hashes every file of the directory and writes <c>release.sha256sums</c>, then the manifest. Each appears by a rename, the manifest last: whoever is interrupted leaves no
    /// manifest or the whole one.
    /// </summary>
    /// <param name="directory">The root of the release.</param>
    /// <param name="description">What to say about it.</param>
    /// <param name="key">The key to sign with, or null for an unsigned manifest.</param>
    /// <param name="manifestPath">Where to write the manifest; null for the root of the release. It must not be elsewhere inside the release.</param>
    /// <exception cref="ReleaseException">The directory has files that no release may have; nothing is left of an older manifest.</exception>
    /// <exception cref="UnusableInputException">The directory does not exist or is empty, or the manifest cannot be written.</exception>
    public static WrittenRelease Write(string directory, ReleaseDescription description, SigningKey? key, string? manifestPath = null)
    {
        var target = ManifestPath(directory, manifestPath);
        Remove(directory, manifestPath);
        if (new[] { description.Name, description.Version, description.Facts.Target?.BaseImage ?? "-" }.Any(text => !JsonObjectReader.IsLabel(text)) || description.Sequence < 0)
            throw new UnusableInputException("The name, the version and the base image must be text without control characters, the sequence a number from 0");

        var manifest = new ReleaseManifest
        {
            Name = description.Name,
            Version = description.Version,
            Sequence = description.Sequence,
            Facts = description.Facts,
            Files = HashFiles(directory),
        };
        var payload = manifest.ToPayload();
        byte[] line = [.. DsseEnvelope.Create(ReleaseStatement.PayloadType, payload, key).ToUtf8(), (byte)'\n'];
        if (line.Length > Limits.LineBytes)
            throw ManifestLines.TooLong(ReleaseFileNames.Manifest);

        try
        {
            Replace(Path.Combine(directory, ReleaseFileNames.Sums), SumsFile.Write(manifest.Files));
            Replace(target, line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(directory, manifestPath);
            throw new UnusableInputException($"The manifest cannot be written: {exception.Message}");
        }

        return new WrittenRelease(manifest, Sha256Hex.Of(payload), key?.KeyId);
    }

    private static List<ReleaseFile> HashFiles(string directory)
    {
        using var root = ReleaseRoot.Open(directory);
        var scan = ReleaseScan.Of(root);
        var hashes = FileHasher.HashAll(root, scan.Files);
        List<Problem> problems = [.. scan.Problems, .. hashes.Select(hash => hash.Problem).OfType<Problem>()];
        if (problems.Count > 0)
            throw new ReleaseException([.. problems.OrderBy(problem => problem.Path, ReleasePath.Utf8Order)]);
        if (scan.Files.Count == 0)
            throw new UnusableInputException($"The directory {directory} has no files; a release has at least one");
        var files = scan.Files.Zip(hashes, (file, hash) => new ReleaseFile(file.Path, file.Status.Size, hash.Sha256!));
        return [.. files.OrderBy(file => file.Path, ReleasePath.Utf8Order)];
    }

    private static string ManifestPath(string directory, string? manifestPath)
    {
        var standard = Path.Combine(directory, ReleaseFileNames.Manifest);
        if (manifestPath is null || Path.GetFullPath(manifestPath) == Path.GetFullPath(standard))
            return standard;
        var inside = Path.GetRelativePath(directory, manifestPath);
        return Path.IsPathRooted(inside) || inside == ".." || inside.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? manifestPath
            : throw new UnusableInputException($"{manifestPath} is inside the release, where it would be an unlisted file; write it outside, or leave the path out");
    }

    private static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + TemporarySuffix;
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The directory of the manifest is not there yet, so nothing stale is in it.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path} cannot be removed: {exception.Message}");
        }
    }
}
