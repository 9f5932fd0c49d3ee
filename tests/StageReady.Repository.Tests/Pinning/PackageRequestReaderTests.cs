using System.Xml;
using CsCheck;
using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class PackageRequestReaderTests
{
    [Fact]
    public void It_reads_every_way_to_ask_for_a_version()
    {
        var requests = PackageRequestReader.ReadProject(new TextFile("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup Condition="'$(X)' == ''">
                <PackageReference Include="A" Version="1.*" />
                <PackageReference Include="B"><Version> 2.* </Version></PackageReference>
                <packageReference update="C" VERSIONOVERRIDE="3.*" />
                <PackageReference Include="D;E" Version="$(V)" />
                <PackageReference Include="F" />
                <PackageReference Remove="G" />
                <PackageVersion Include="H" Version="4.*" />
                <GlobalPackageReference Include="I" Version="5.*" />
              </ItemGroup>
            </Project>
            """));

        Assert.Equal(
            [
                "3:5 PackageReference A '1.*'",
                "4:5 PackageReference B '2.*'",
                "5:5 VersionOverride C '3.*'",
                "6:5 PackageReference D '$(V)'",
                "6:5 PackageReference E '$(V)'",
                "7:5 PackageReference F ''",
                "9:5 PackageVersion H '4.*'",
                "10:5 GlobalPackageReference I '5.*'",
            ],
            requests.Select(Show));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Its_span_is_the_start_tag_whatever_the_line_ends(string newLine)
    {
        const string Tag = "<PackageReference Include='A>B'\n   Version=\"1.*\">";
        var text = $"<Project>\n<ItemGroup>\n\t{Tag}</PackageReference></ItemGroup></Project>".Replace("\n", newLine);

        var request = Assert.Single(PackageRequestReader.ReadProject(new TextFile("App.csproj", text)));

        Assert.Equal(Tag.Replace("\n", newLine), text.Substring(request.Span.Start, request.Span.Length));
        Assert.Equal((3, 2), (request.Span.StartLine, request.Span.StartColumn));
    }

    [Fact]
    public void It_reads_the_directives_of_a_file_based_app()
    {
        var requests = PackageRequestReader.ReadFileBasedApp(new TextFile("app.cs", "#!/usr/bin/env dotnet\n#:package A@1.*\r\n#:package B\n#:sdk C@1.0.0\n// #:package D@1.*\nreturn;\n#:package E@1.*\n"));

        Assert.Equal(["2:1 FileBasedApp A '1.*'", "3:1 FileBasedApp B ''"], requests.Select(Show));
        Assert.Equal("#:package A@1.*".Length, requests[0].Span.Length);
    }

    [Fact]
    public void A_file_that_is_no_xml_gives_an_error_with_its_line()
    {
        var error = Assert.Throws<XmlException>(() => PackageRequestReader.ReadProject(new TextFile("App.csproj", "<Project>\n<ItemGroup>\n</Project>")));

        Assert.Equal(3, error.LineNumber);
    }

    [Fact]
    public void Entities_are_never_expanded() => Assert.Throws<XmlException>(() => PackageRequestReader.ReadProject(new TextFile("App.csproj",
        "<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><Project><PackageReference Include=\"&b;\" /></Project>")));

    [Fact]
    public void Whatever_the_text_it_reads_or_says_why_not() => Gen.String[Gen.Char["<>/='\"&;!?[]-PackageReferenceInclude \n\r\t$()*"], 0, 200].Sample(text =>
    {
        try
        {
            PackageRequestReader.ReadProject(new TextFile("App.csproj", "<Project>" + text + "</Project>"));
        }
        catch (XmlException)
        {
            return;
        }
    });

    private static string Show(PackageRequest request) =>
        $"{request.Span.StartLine}:{request.Span.StartColumn} {request.Kind} {request.Id} '{request.Version}'";
}
