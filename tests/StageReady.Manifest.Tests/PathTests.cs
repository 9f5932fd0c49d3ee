using System.Text;
using CsCheck;

namespace StageReady.Manifest.Tests;

/// <summary>The rules for paths, at signing and at verifying.</summary>
public sealed class PathTests
{
    public static TheoryData<string> UnsafePaths =>
    [
        "", "/", "/etc/passwd", "//server/share", "a//b", "a/", "..", "../a", "a/../b", "a/..", ".", "./a", "a/./b", "a\\b", "..\\a", "C:", "C:/a", "C:a", "a:b", "file:stream", "a\0b", "a\nb", "a\u001B[0m",
        "a\u007F", "a\u0085", "a.", "a ", "a./b", "a /b", "...", "CON", "con", "Con.txt", "a/NUL", "nul.tar.gz", "nul .txt", "PRN", "AUX", "COM0", "COM1", "com9.log", "LPT1", "COM\u00B9", "lpt\u00B3.x", "CONIN$",
        "conout$", "a\uFFFDb", "a\uD800", "\uDC00a", "\uDC00\uD800", "a/\uD83D/b",
    ];

    public static TheoryData<string> SafePaths =>
    [
        "a", "a/b/c", ".env", ".well-known/x", "a b", " a", "-rf", "~", "CONSOLE", "COM", "COM10", "console.log", "nulls", "aux2.txt", "x.con", "caf\u00E9", "cafe\u0301", "\u65E5\u672C.txt", "\U0001F600.png",
        "a..b", "..a", "a'b", "a\"b", "$(x)", "%2e%2e", "a;b&c", "wwwroot/lib/jquery/dist/jquery.min.js",
    ];

    [Theory]
    [MemberData(nameof(UnsafePaths))]
    public void An_unsafe_path_is_refused_in_a_signed_manifest(string path)
    {
        using var release = new TemporaryRelease().Signed();
        release.Sign(WithPath(release, path));
        Assert.Contains(release.Verify().Problems, problem => problem.Code == ProblemCode.PathUnsafe);
    }

    [Fact]
    public void An_unpaired_surrogate_by_escape_is_an_unsafe_path()
    {
        using var release = new TemporaryRelease().Signed();
        release.Sign(release.Payload().Replace("app.dll", "app\\ud800.dll"));
        Assert.Contains(release.Verify().Problems, problem => problem.Code == ProblemCode.PathUnsafe);
    }

    [Theory]
    [MemberData(nameof(SafePaths))]
    public void A_safe_path_is_signed_and_verified(string path)
    {
        Assert.Null(ReleasePath.Objection(path));
        using var release = new TemporaryRelease();
        release.Put(path, "content");
        Assert.Equal("", release.Signed().Codes());
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/hostname")]
    public void A_path_out_of_the_release_is_never_read(string path)
    {
        using var release = new TemporaryRelease().Signed();
        File.WriteAllText(Path.Combine(release.Folder, "outside"), "the application");
        release.Sign(WithPath(release, path));
        Assert.DoesNotContain(release.Verify().Problems, problem => problem.Path == path && problem.Code != ProblemCode.PathUnsafe);
    }

    public static TheoryData<string, string> Collisions => new()
    {
        { "app.dll", "app.dll" },
        { "a", "A" },
        { "lib/a", "LIB/b" },
        { "lib/a", "Lib" },
        { "a", "a/b" },
        { "caf\u00E9", "cafe\u0301" },
        { "CAF\u00C9", "cafe\u0301" },
        { "stra\u00DFe", "STRASSE" },
        { "\u212A", "k" },
        { "\u03C3", "\u03C2" },
        { "\uAC01", "\u1100\u1161\u11A8" },
        { "a\u0323\u0307", "a\u0307\u0323" },
        { "\u03B1\u0345\u0301", "\u03AC\u0345" },
        { "\U00010400", "\U00010428" },
        { "Release.Intoto.Jsonl", "b" },
        { "release.sha256sums", "b" },
    };

    [Theory]
    [MemberData(nameof(Collisions))]
    public void Names_that_some_file_system_takes_for_one_are_refused_in_either_order(string first, string second)
    {
        Assert.Equal(1, Count(first, second));
        Assert.Equal(1, Count(second, first));

        static int Count(params string[] paths)
        {
            var collisions = new PathCollisions();
            return paths.Count(path => collisions.Add(path) is not null);
        }
    }

    [Fact]
    public void Colliding_names_in_a_signed_manifest_are_refused()
    {
        using var release = new TemporaryRelease().Signed();
        var entry = $$"""{"path":"app.dll","size":15,"sha256":"{{release.Verify().Release!.Files[0].Sha256}}"}""";
        release.Sign(release.Payload().Replace(entry, $"{entry},{entry.Replace("app", "APP")}"));
        Assert.Contains("path-collision", release.Codes());
        release.Sign(release.Signed().Payload().Replace(entry, $"{entry},{entry}"));
        Assert.Contains("path-collision", release.Codes());
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("lib/a", "lib/b")]
    [InlineData("e", "\u00E9")]
    [InlineData("i", "\u0131")]
    public void Names_that_differ_everywhere_are_allowed(string first, string second)
    {
        var collisions = new PathCollisions();
        Assert.Null(collisions.Add(first));
        Assert.Null(collisions.Add(second));
    }

    [Fact]
    public void Paths_are_ordered_by_their_UTF8_bytes() =>
        Gen.String[Gen.Char['\u0001', '\uFFFF'].Where(c => !char.IsSurrogate(c)), 0, 4].Select(Gen.Int[0, 3], (text, end) => text + new[] { "", "\U0001F600", "\uE000", "\uFFFD" }[end]).Array[2].Sample(pair =>
            Math.Sign(ReleasePath.Utf8Order.Compare(pair[0], pair[1])) == Math.Sign(Encoding.UTF8.GetBytes(pair[0]).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(pair[1]))));

    [Fact]
    public void Folding_is_idempotent() => Gen.String.Where(text => text.All(c => !char.IsSurrogate(c))).Sample(text => NameFolding.Key(NameFolding.Key(text)) == NameFolding.Key(text));

    private static string WithPath(TemporaryRelease release, string path) =>
        release.Payload().Replace("\"app.dll\"", $"\"{string.Concat(path.Select(c => $"\\u{(int)c:x4}"))}\"");
}
