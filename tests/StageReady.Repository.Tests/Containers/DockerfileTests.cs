using StageReady.Containers;

namespace StageReady.Repository.Tests.Containers;

public class DockerfileTests
{
    [Fact]
    public void Stages_have_their_image_and_name()
    {
        var file = Read("""
            # syntax=docker/dockerfile:1
            ARG VERSION=10.0
            FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${VERSION} AS build
            RUN dotnet publish
            from build as test
            FROM scratch
            COPY --from=build /out /app
            """);

        Assert.Equal(
            [("mcr.microsoft.com/dotnet/sdk:${VERSION}", "build", 3, 32), ("build", "test", 5, 6), ("scratch", null, 6, 6)],
            file.Stages.Select(stage => (stage.Image!.Value.Value, stage.Name, stage.Image.Value.Span.StartLine, stage.Image.Value.Span.StartColumn)));
        Assert.Equal(["FROM", "COPY"], file.Final!.Instructions.Select(instruction => instruction.Keyword));
        Assert.Equal("--from=build", Assert.Single(file.Final.Instructions[1].Flags).Value);
        Assert.Equal([0, 1], file.Chain(file.Stages[1]).Select(stage => stage.Index));
    }

    [Fact]
    public void A_continued_instruction_goes_over_comments_and_empty_lines()
    {
        var file = Read("FROM a\nRUN apt-get update \\  \n  # packages\n\n  && apt-get install \\\r\n  curl\nUSER app");

        var run = file.Final!.Instructions[1];
        Assert.Equal(["apt-get", "update", "&&", "apt-get", "install", "curl"], run.Words.Select(word => word.Value));
        Assert.Equal((6, 3), (run.Words[^1].Span.StartLine, run.Words[^1].Span.StartColumn));
        Assert.Equal("USER", file.Final.Instructions[2].Keyword);
    }

    [Theory]
    [InlineData("RUN <<EOF\nENV A=1\nEOF", "ENV A=1")]
    [InlineData("RUN <<-\"EOF\"\n\tENV A=1\n\tEOF", "\tENV A=1")]
    [InlineData("RUN <<A cat && <<B cat\none\nA\ntwo\nB", "one", "two")]
    [InlineData("RUN <<EOF\nnever closed\nUSER app", "never closed\nUSER app")]
    [InlineData("RUN cat <<<EOF")]
    [InlineData("ENV A=<<EOF")]
    public void Heredocs_are_text_and_no_instructions(string instruction, params string[] bodies)
    {
        var file = Read($"FROM a\n{instruction}");

        Assert.Equal(bodies, file.Final!.Instructions.SelectMany(read => read.Heredocs).Select(body => body.Value));
        Assert.Equal(2, file.Final.Instructions.Count);
    }

    [Theory]
    [InlineData("ENV A=1 B=two", "1", "two")]
    [InlineData("ENV A one two  three ", "one two  three", null)]
    [InlineData("ENV A=\"x y\" B='$A'", "x y", "$A")]
    [InlineData("ENV A=x B=$A/${A}/${C:-c}/${A:+d}", "x", "x/x/c/d")]
    [InlineData("ENV A=x\\ y B=\\$A", "x y", "$A")]
    [InlineData("ENV A=a=b B=", "a=b", "")]
    [InlineData("ARG V=1\nENV A=$V B=$W", "1", null)]
    [InlineData("ARG V\nENV A=${V} B=${V:-2}", null, "2")]
    [InlineData("ENV A", null, null)]
    public void Variables_are_what_the_image_would_have(string instructions, string? a, string? b)
    {
        var environment = Read($"FROM x\n{instructions}") is var file ? file.EnvironmentOf(file.Final!) : null!;

        Assert.Equal((a, b), (environment.GetValueOrDefault("A").Value, environment.GetValueOrDefault("B").Value));
    }

    [Fact]
    public void A_default_of_an_argument_before_the_first_stage_holds_where_it_is_taken_up()
    {
        var file = Read("ARG V=1\nARG W=${V}2\nFROM x\nARG W\nENV A=$W B=$V");

        Assert.Equal(("12", null), (file.EnvironmentOf(file.Final!)["A"].Value, file.EnvironmentOf(file.Final!)["B"].Value));
    }

    [Theory]
    [InlineData("", 1, "the Dockerfile has no FROM")]
    [InlineData("# only\n", 1, "the Dockerfile has no FROM")]
    [InlineData("\nRUN x\nFROM y", 2, "a Dockerfile begins with FROM or ARG, found 'RUN'")]
    public void What_is_no_Dockerfile_is_a_problem_at_its_line(string text, int line, string message)
    {
        var (file, problem) = DockerfileReader.Read(new TextFile("Dockerfile", text));

        Assert.Null(file);
        Assert.Equal((line, message), (problem!.Span.StartLine, problem.Message));
    }

    private static Dockerfile Read(string text) => DockerfileReader.Read(new TextFile("Dockerfile", text)).Dockerfile!;
}
