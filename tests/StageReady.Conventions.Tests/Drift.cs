namespace StageReady.Conventions.Tests;

/// <summary>Compares a file with what the catalogue says it must be. With STAGEREADY_UPDATE=1 the file is written instead.</summary>
internal static class Drift
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("STAGEREADY_UPDATE") == "1";

    /// <summary>The whole file is generated.</summary>
    public static void Check(string path, string expected)
    {
        var actual = Repository.TryRead(path);
        if (actual?.ReplaceLineEndings("\n") == expected)
            return;
        if (Update)
            Write(path, expected);
        else
            Assert.Fail($"{path} {(actual is null ? "is missing" : "differs from the catalogue")}: {FirstDifference(actual, expected)}. Run the tests with STAGEREADY_UPDATE=1 and commit the result");
    }

    /// <summary>Only what stands between two markers is generated.</summary>
    public static void CheckSection(string path, string start, string end, string expected)
    {
        var actual = Repository.TryRead(path)?.ReplaceLineEndings("\n") ?? (Update ? $"{start}\n{end}\n" : "");
        var from = actual.IndexOf(start, StringComparison.Ordinal);
        var to = actual.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"{path} has no section between {start} and {end}");
        Check(path, $"{actual[..(from + start.Length)]}\n{expected}{actual[to..]}");
    }

    /// <summary>Somebody has to write the file: its stub is a beginning, and fails until it is filled in.</summary>
    public static string Require(string path, string stub)
    {
        if (Repository.TryRead(path) is { } text)
            return text.ReplaceLineEndings("\n");
        if (Update)
            Write(path, stub);
        Assert.Fail($"{path} is missing{(Update ? ": a stub is written, fill it in" : ". Run the tests with STAGEREADY_UPDATE=1 to get a stub")}");
        return stub;
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Repository.PathOf(path))!);
        File.WriteAllText(Repository.PathOf(path), text);
    }

    private static string FirstDifference(string? actual, string expected)
    {
        var (left, right) = ((actual ?? "").ReplaceLineEndings("\n").Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"line {line + 1} is '{left.ElementAtOrDefault(line)}', expected '{right.ElementAtOrDefault(line)}'";
    }
}
