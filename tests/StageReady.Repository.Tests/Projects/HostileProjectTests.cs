using CsCheck;
using StageReady.Projects;

namespace StageReady.Repository.Tests.Projects;

/// <summary>Whatever stands in a project file, reading it ends, without an exception.</summary>
public class HostileProjectTests
{
    private static readonly Gen<string> Condition = OneOf(
        "'$(A)'", "$(A)", "'a'", "==", "!=", "and", "or", "!", "(", ")", "Exists('x')", "Exists(", "'", "$(", "$(A.Contains('x'))", "@(X)", "%41", " ", "<").Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> Markup = OneOf(
        "<PropertyGroup>", "</PropertyGroup>", "<A>$(A)$(B)</A>", "<ItemGroup>", "</ItemGroup>", "<Compile Include=\"**/*.cs;../..\" />", "<Compile Remove=\"a*?**\" />",
        "<PackageReference Include=\"A;B\" Version=\"$(A).*\" />", "<PackageReference Update=\"A\" />", "<Import Project=\"Api.csproj\" />", "<Choose>", "</Choose>", "<When Condition=\"'$(A)'==''\">",
        "</When>", "<Otherwise>", "</Otherwise>", "<!-- -->", "<![CDATA[x]]>", "&#x0;", "&lt;", "<?x?>", "text").Array[0, 30].Select(string.Concat);

    [Fact]
    public void Any_condition() => Condition.Sample(condition =>
        Read($"<Project><PropertyGroup><A Condition=\"{System.Security.SecurityElement.Escape(condition)}\">x</A></PropertyGroup></Project>"));

    [Fact]
    public void Any_markup() => Markup.Sample(markup => Read($"<Project Sdk=\"Microsoft.NET.Sdk\">{markup}</Project>"));

    [Fact]
    public void Any_text() => Gen.String.Sample(text => Read(text));

    [Fact]
    public void Any_depth()
    {
        Read(string.Concat(Enumerable.Repeat("<Project>", 5_000)));
        Read("<Project>" + string.Concat(Enumerable.Repeat("<Choose><Otherwise>", 2_000)) + string.Concat(Enumerable.Repeat("</Otherwise></Choose>", 2_000)) + "</Project>");
        Read($"<Project><PropertyGroup Condition=\"{new string('(', 5_000)}{new string('!', 5_000)}\" /></Project>");
    }

    [Fact]
    public void A_wildcard_matches_as_a_regular_expression_of_the_same_meaning() =>
        Gen.Select(Gen.String[Gen.Char["a*?/"], 0, 8], Gen.String[Gen.Char["ab/"], 0, 8]).Sample((pattern, path) =>
        {
            // '**' is a wildcard for folders only as a whole segment; '***' and the like have no meaning in MSBuild.
            if (pattern.Split('/').Any(segment => segment.Contains("**") && segment != "**") || pattern.Contains("//") || path.Contains("//") || path.StartsWith('/') || path.EndsWith('/') || path.Length == 0)
                return;

            var segments = pattern.Split('/');
            var parts = segments.Select((segment, i) => (segment, last: i == segments.Length - 1) switch
            {
                ("**", last: false) => "([^/]+/)*",
                ("**", last: true) => "[^/]+(/[^/]+)*",
                (_, var last) => System.Text.RegularExpressions.Regex.Escape(segment).Replace(@"\*", "[^/]*").Replace(@"\?", "[^/]") + (last ? "" : "/"),
            });
            var expression = "^" + string.Concat(parts) + "$";
            Assert.True(new Glob(pattern).Matches(path) == System.Text.RegularExpressions.Regex.IsMatch(path, expression), $"{pattern} on {path} ({expression})");
        }, iter: 5_000);

    private static Gen<string> OneOf(params string[] parts) => Gen.Int[0, parts.Length - 1].Select(index => parts[index]);

    private static void Read(string text)
    {
        var tree = new RepositoryTree(["Api/Api.csproj", "Api/a.cs"], _ => text);
        var project = new ProjectEvaluator(tree).Evaluate("Api/Api.csproj");
        _ = project?.SourceFiles(tree);
        _ = project?.References.ToArray();
        _ = project?.IsApplication;
    }
}
