namespace StageReady.Manifest;

/// <summary>Compares the files of a directory with the files of a manifest.</summary>
internal static class ContentComparison
{
    public static List<Problem> Compare(ReleaseRoot root, ReleaseScan scan, IReadOnlyList<ReleaseFile> files, ReleaseStage? stage = null)
    {
        var problems = new List<Problem>();
        var listed = new Dictionary<string, ReleaseFile>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => ReleasePath.Objection(file.Path) is null))
            listed.TryAdd(file.Path, file);

        var present = scan.Files.Where(file => listed.ContainsKey(file.Path)).ToList();
        var hashes = FileHasher.HashAll(root, present, stage);
        for (var i = 0; i < present.Count; i++)
        {
            var (path, status) = present[i];
            if (hashes[i].Problem is { } problem)
                problems.Add(problem);
            else if (hashes[i].Sha256 != listed[path].Sha256)
                problems.Add(new Problem(ProblemCode.FileChanged, path, listed[path].Sha256, hashes[i].Sha256!, "The content is not what was released"));
            else if (status.Size != listed[path].Size)
                problems.Add(new Problem(ProblemCode.FileChanged, path, $"{listed[path].Size} bytes", $"{status.Size} bytes", "The size is not what was released"));
        }

        foreach (var file in scan.Files.Where(file => !listed.ContainsKey(file.Path)))
            problems.Add(new Problem(ProblemCode.FileExtra, file.Path, Problem.Absent, $"{file.Status.Size} bytes", "The file is not part of the release"));

        // What the scan already reported (a link, a pipe) is there, so it is not missing too.
        var found = scan.Files.Select(file => file.Path).Concat(scan.Problems.Select(problem => problem.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in listed.Values.Where(file => !found.Contains(file.Path)))
            problems.Add(new Problem(ProblemCode.FileMissing, file.Path, file.Sha256, Problem.Absent, "The file of the release is not there"));
        return problems;
    }
}
