using System.Text.RegularExpressions;

namespace StageReady.Conventions.Tests;

/// <summary>What is written for users.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents => [.. Repository.Files(".", "*.md").Select(path => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_names_no_path_of_one_machine(string document) => Assert.DoesNotMatch(MachinePath(), Repository.TryRead(document)!);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_to_files_of_the_repository_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        var links = Link().Matches(Code().Replace(Repository.TryRead(document)!, "")).Select(match => match.Groups["target"].Value);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, Uri.UnescapeDataString(link))), $"{document} links to {link}, which does not exist"));
    }

    [GeneratedRegex(@"(?<![\w.$}~-])/(?:work|root|home/[a-z]+|Users/\w+)/|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?<target>[^)#:\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
