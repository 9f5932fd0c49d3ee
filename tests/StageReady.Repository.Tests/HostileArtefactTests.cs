using CsCheck;
using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Suppressions;
using StageReady.Yaml;

namespace StageReady.Repository.Tests;

/// <summary>Whatever stands in a file, reading it ends, without an exception, and every place is inside the file.</summary>
public class HostileArtefactTests
{
    private static readonly string[] Paths =
    [
        "Dockerfile", "compose.yml", "k8s/a.yaml", ".github/workflows/a.yml", "web.config", "Properties/launchSettings.json", "shop.env", "App.csproj", "Chart.yaml", "values.yaml", "kustomization.yaml", "deploy.sh",
    ];

    private static readonly Gen<string> Docker = OneOf(
        "FROM a AS b\n", "FROM b\n", "ARG A=$A\n", "ARG B\n", "ENV A=${A:-${B:-x}} B=\"", "ENV DOTNET_ENVIRONMENT=", "Development", "'", "\"", "\\", "\\\n", "`\n", "# escape=`\n", "# x\n", "RUN <<E\n", "E\n", "<<-'E'",
        "$", "${", "}", "\r\n", "\n", " ", "=", "\uFEFF", "é");

    private static readonly Gen<string> Yaml = OneOf(
        "services:\n", "  a:\n", "    environment:\n", "      - DOTNET_ENVIRONMENT=", "      DOTNET_ENVIRONMENT: ", "Development", "${A:-${B}}", "${", "&x ", "*x", "<<: *x\n", "<<: [*x, *x]\n", "---\n", "...\n", "- ", ": ", "? ", "[", "]",
        "{", "}", ",", "|\n", ">-\n", "'", "\"", "\\", "#", "\t", "!x ", "%YAML 1.2\n", "apiVersion: v1\nkind: List\nitems:\n", "kind: ConfigMap\ndata:\n", "  appsettings.json: |\n", "    { \"Api\": \"http://localhost\", ", "{{ if x }}", "{{- end }}", "{{ x", "}}", "{{/* x */}}\n", "    extends: { file: compose.yml, service: a }\n",
        "include: [compose.yml, values.yaml]\n", "    env_file: [shop.env]\n", "configMapGenerator:\n- literals: [DOTNET_ENVIRONMENT=Development]\n  envs: [shop.env]\n", "docker run -e DOTNET_ENVIRONMENT=Development --env-file shop.env a\n", "\r\n", "\n", " ", "\0", "\uFEFF", "\u2028", "\uD800", "é");

    private static readonly Gen<string> Markup = OneOf(
        "{\"profiles\":{\"a\":{\"environmentVariables\":{\"DOTNET_ENVIRONMENT\":", "\"Development\"", "}", "}}}", "[", "// stageready: ignore STG1019 x\n", "/* stageready: ignore", "*/", "<!-- stageready: ignore STG1019 a b -->", "<!--",
        "# stageready: ignore STG1019, STG1018", "<environmentVariables>", "<environmentVariable name=\"DOTNET_ENVIRONMENT\" value=\"Development\"/>", "</environmentVariables>", "<a>", "</a>", "DOTNET_ENVIRONMENT=", "export ", "'", "\"", "\n", " ");

    [Fact]
    public void Any_Dockerfile() => Docker.Sample(Judge, iter: 2_000);

    [Fact]
    public void Any_YAML() => Yaml.Sample(Judge, iter: 2_000);

    [Fact]
    public void Any_markup() => Markup.Sample(Judge, iter: 2_000);

    [Fact]
    public void Any_text() => Gen.String.Sample(Judge, iter: 500);

    [Fact]
    public void Any_depth()
    {
        foreach (var text in (string[])
        [
            new string('[', 100_000), string.Concat(Enumerable.Repeat("{a: ", 50_000)), string.Concat(Enumerable.Repeat("- ", 50_000)), string.Concat(Enumerable.Repeat("<a>", 50_000)),
            "FROM a\nENV A=" + string.Concat(Enumerable.Repeat("${A:-", 50_000)), "FROM a\nENV " + string.Concat(Enumerable.Repeat("A=$A$A ", 2_000)), "FROM a\n" + string.Concat(Enumerable.Repeat("RUN \\\n", 50_000)),
        ])
            Judge(text);
    }

    [Fact]
    public void Aliases_of_aliases_take_no_more_time_than_they_have_characters()
    {
        var levels = Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} {{ <<: [*a{i - 1}, *a{i - 1}, *a{i - 1}], k{i}: *a{i - 1} }}");
        var text = "a0: &a0 { x: 1, DOTNET_ENVIRONMENT: Development }\n" + string.Join('\n', levels) + "\nservices: *a60\n";

        Assert.Null(YamlReader.Read(new TextFile("a.yml", text)).Problem);
        Judge(text);
    }

    private static void Judge(string text)
    {
        var tree = new RepositoryTree(Paths, _ => text);
        var project = new Project("App.csproj", [new Evaluation(new PropertyBag(tree), [], [], [])]);
        var (findings, _, problems) = ArtefactCheck.Judge(tree, "", [project], apps: [], new DateTime(2026, 11, 24));
        foreach (var span in findings.Findings.Concat(findings.Suppressed.Select(suppressed => suppressed.Finding)).Select(finding => finding.Span).Concat(problems.Select(problem => problem.Span)))
            Assert.True(span.Start >= 0 && span.Length >= 0 && span.Start + span.Length <= text.Length && span.StartLine >= 1 && span.StartColumn >= 1, span.ToString());
        foreach (var path in Paths)
            Assert.All(IgnoreCommentReader.Read(new TextFile(path, text)), comment => Assert.True(comment.Line >= 1));
    }

    private static Gen<string> OneOf(params string[] parts) => Gen.Int[0, parts.Length - 1].Select(index => parts[index]).Array[0, 30].Select(string.Concat);
}
