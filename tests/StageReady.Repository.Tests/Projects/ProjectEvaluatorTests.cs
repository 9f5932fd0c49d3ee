using StageReady.Projects;

namespace StageReady.Repository.Tests.Projects;

public class ProjectEvaluatorTests
{
    [Fact]
    public void A_project_tells_what_it_builds()
    {
        var project = Evaluate("""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>Shop.Api</AssemblyName>
                <RootNamespace>Shop</RootNamespace>
                <DefineConstants>$(DefineConstants);FAST</DefineConstants>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="..\Core\Core.csproj" />
                <Using Include="Shop.Things" />
              </ItemGroup>
            </Project>
            """);

        Assert.Equal(("Shop.Api", "Shop", "net10.0"), (project.AssemblyName, project.RootNamespace, project.TargetFramework));
        Assert.Equal(["FAST"], project.Release.List("DefineConstants"));
        Assert.Equal(["Core/Core.csproj"], project.References);
        Assert.Equal("Shop.Things", Assert.Single(project.Release.ItemsOf("Using")).Include);
        Assert.True(project.IsApplication && project.IsWeb && !project.IsTest);
    }

    [Theory]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Worker" />""", true)]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web/10.0.0" />""", true)]
    [InlineData("""<Project><Sdk Name="Microsoft.NET.Sdk.Web" Version="1" /></Project>""", true)]
    [InlineData("""<Project><Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk.Web" /></Project>""", true)]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><EnableSdkContainerSupport>true</EnableSdkContainerSupport></PropertyGroup></Project>""", true)]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><ContainerRepository>shop</ContainerRepository></PropertyGroup></Project>""", true)]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk" />""", false)]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><OutputType>Library</OutputType></PropertyGroup></Project>""", false)]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>""", false)]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.0" /></ItemGroup></Project>""", false)]
    public void Web_worker_and_container_projects_are_applications(string text, bool isApplication) =>
        Assert.Equal(isApplication, Evaluate(text).IsApplication);

    [Theory]
    [InlineData("'$(Version)' == '1'", true, true)]
    [InlineData(" '$(Version)'=='1' And '$(Configuration)' == 'release' ", true, true)]
    [InlineData("'$(Version)' != '1'", false, true)]
    [InlineData("!('$(Version)' == '1' or '$(Unset)' == 'x')", false, true)]
    [InlineData("'$(Version)' == '2' and '$(Unset)' == ''", false, true)]
    [InlineData("'$(Version)' == '1' or '$(Unset)' == 'x'", true, true)]
    [InlineData("$(Flag)", true, true)]
    [InlineData("!$(Flag)", false, true)]
    [InlineData("$(MSBuildProjectName.EndsWith('pi'))", true, true)]
    [InlineData("$(MSBuildProjectName.EndsWith('.Test')) or $(MSBuildProjectName.StartsWith(\"X\"))", false, true)]
    [InlineData("Exists('Program.cs')", true, true)]
    [InlineData("'$(TargetFramework)' == 'net10.0'", true, true)]
    [InlineData("'$(Unset)' == ''", true, false)]
    [InlineData("'$(Unset)' == 'x'", false, false)]
    [InlineData("'$(Version)' == '1' and '$(Unset)' == ''", true, false)]
    [InlineData("Exists('generated.props')", false, false)]
    [InlineData("'$(Version)' >= '1'", false, false)]
    [InlineData("$([System.IO.File]::Exists('/etc/passwd'))", false, false)]
    [InlineData("$([MSBuild]::VersionGreaterThan('1', '2'))", false, false)]
    [InlineData("'$(Version)' ==", false, false)]
    [InlineData("(((", false, false)]
    [InlineData("'", false, false)]
    public void A_condition_is_decided_only_as_far_as_the_text_decides_it(string condition, bool value, bool isCertain)
    {
        var project = Evaluate($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><Version>1</Version><Flag>true</Flag><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Mark Include="m" Condition="{System.Security.SecurityElement.Escape(condition)}" /></ItemGroup>
            </Project>
            """, ("Api/Program.cs", ""));

        var mark = project.Release.ItemsOf("Mark").SingleOrDefault();
        Assert.Equal((value || !isCertain, value && isCertain), (mark is not null, mark?.IsCertain ?? false));
    }

    [Fact]
    public void Properties_of_imported_files_hold_in_the_order_of_MSBuild()
    {
        var project = Evaluate(
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="..\build\Common.props" />
              <PropertyGroup><C>$(A)-$(B)</C><D>project</D></PropertyGroup>
              <ItemGroup><Mark Include="$(D)" /></ItemGroup>
            </Project>
            """,
            ("Directory.Build.props", "<Project><PropertyGroup><A>above</A></PropertyGroup></Project>"),
            ("Api/Directory.Build.props", """
                <Project>
                  <Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" />
                  <PropertyGroup><A>$(A)+near</A></PropertyGroup>
                </Project>
                """),
            ("build/Common.props", "<Project><PropertyGroup><B>common</B></PropertyGroup></Project>"),
            ("Directory.Build.targets", "<Project><PropertyGroup><D>targets</D></PropertyGroup></Project>"));

        Assert.Equal("above+near-common", project.Release["C"]);
        Assert.Equal("targets", Assert.Single(project.Release.ItemsOf("Mark")).Include);
    }

    [Theory]
    [InlineData("net8.0", "1.*")]
    [InlineData("net10.0", "2.0.0")]
    public void Each_target_framework_is_evaluated(string framework, string version)
    {
        var project = Evaluate("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="A" Version="1.*" Condition="'$(TargetFramework)' == 'net8.0'" />
                <PackageReference Include="A" Version="2.0.0" Condition="'$(TargetFramework)' == 'net10.0'" />
              </ItemGroup>
            </Project>
            """);

        var evaluation = project.Evaluations.First(evaluation => evaluation["TargetFramework"] == framework);
        Assert.Equal(version, Assert.Single(evaluation.ItemsOf("PackageReference"))["Version"]!.Value.Value);
        Assert.Equal(4, project.Evaluations.Count);
    }

    [Fact]
    public void The_branches_of_a_choice_exclude_each_other()
    {
        var project = Evaluate("""
            <Project Sdk="Microsoft.NET.Sdk">
              <Choose>
                <When Condition="'$(Configuration)' == 'Debug'"><PropertyGroup><A>debug</A></PropertyGroup></When>
                <When Condition="'$(Configuration)' == 'Release'"><PropertyGroup><A>release</A></PropertyGroup></When>
                <Otherwise><PropertyGroup><A>other</A></PropertyGroup></Otherwise>
              </Choose>
            </Project>
            """);

        Assert.Equal(["release", "debug"], project.Evaluations.Select(evaluation => evaluation["A"]));
    }

    [Fact]
    public void An_update_changes_items_and_a_remove_takes_them_away()
    {
        var items = Evaluate("""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="A;B" Version="1.0.0" />
                <PackageReference Update="a" Version="2.*" />
                <PackageReference Remove="B" />
                <PackageReference Include="C"><Version Condition="'$(Unset)' != ''">3.*</Version></PackageReference>
              </ItemGroup>
            </Project>
            """).Release.ItemsOf("PackageReference").ToArray();

        Assert.Equal(["A 2.* True 4", "C 3.* False 6"], items.Select(item => $"{item.Include} {item["Version"]!.Value.Value} {item["Version"]!.Value.IsCertain} {item.Span.StartLine}"));
    }

    [Fact]
    public void A_value_that_may_have_been_changed_is_no_longer_certain()
    {
        var items = Evaluate("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <V>1.*</V>
                <W>1.*</W>
                <V Condition="'$(Unset)' == 'x'">2.0.0</V>
              </PropertyGroup>
              <ItemGroup><Mark Include="v" Version="$(V)" /><Mark Include="w" Version="$(W)" /><Mark Include="u" Version="$(Unset).0" /></ItemGroup>
            </Project>
            """).Release.ItemsOf("Mark");

        Assert.Equal(["1.* False", "1.* True", ".0 False"], items.Select(item => $"{item["Version"]!.Value.Value} {item["Version"]!.Value.IsCertain}"));
    }

    [Fact]
    public void The_source_files_are_those_that_the_project_compiles()
    {
        var project = Evaluate(
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <Compile Remove="Old\**" />
                <Compile Include="Old/Kept.cs;..\Shared\*.cs" />
              </ItemGroup>
            </Project>
            """,
            out var tree,
            ("Api/Program.cs", ""), ("Api/a/b/C.cs", ""), ("Api/bin/X.cs", ""), ("Api/obj/Y.cs", ""), ("Api/.hidden/Z.cs", ""), ("Api/Old/Gone.cs", ""), ("Api/Old/Kept.cs", ""),
            ("Shared/S.cs", ""), ("Shared/deep/T.cs", ""), ("Other/O.cs", ""));

        Assert.Equal(["Api/Old/Kept.cs", "Api/Program.cs", "Api/a/b/C.cs", "Shared/S.cs"], project.SourceFiles(tree));
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n</Project>", 3, "not well-formed XML")]
    [InlineData("", 1, "not well-formed XML")]
    [InlineData("\0\0\0", 1, "not well-formed XML")]
    [InlineData("<Solution />", 1, "the root element is <Solution>; expected <Project>")]
    [InlineData("<!DOCTYPE p [<!ENTITY a \"aaaaaaaa\">]>\n<Project>&a;</Project>", 1, "a document type is not allowed")]
    [InlineData("<!DOCTYPE p SYSTEM \"file:///etc/passwd\">\n<Project />", 1, "a document type is not allowed")]
    public void What_is_no_project_is_a_problem_with_its_line(string text, int line, string message)
    {
        var evaluator = new ProjectEvaluator(Tree(("Api/Api.csproj", text)));

        Assert.Null(evaluator.Evaluate("Api/Api.csproj"));
        var problem = Assert.Single(evaluator.Problems);
        Assert.Equal(("Api/Api.csproj", line), (problem.Path, problem.Line));
        Assert.StartsWith(message, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void A_broken_import_is_reported_once_and_the_project_is_still_read()
    {
        var evaluator = new ProjectEvaluator(Tree(
            ("Directory.Build.props", "<Project>"),
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />""")));

        Assert.True(evaluator.Evaluate("A/A.csproj")!.IsWeb && evaluator.Evaluate("B/B.csproj")!.IsWeb);
        Assert.Equal("Directory.Build.props", Assert.Single(evaluator.Problems).Path);
    }

    [Theory]
    [InlineData("""<Project><Import Project="Api.csproj" /></Project>""")]
    [InlineData("""<Project><Import Project="../../../etc/passwd" /><Import Project="/etc/passwd" /><Import Project="C:\x.props" /></Project>""")]
    [InlineData("""<Project><PropertyGroup><A>$(A)</A><A>$(A.</A><A>$(</A><A>$()</A></PropertyGroup></Project>""")]
    [InlineData("""<Project><Choose><When /><Otherwise /></Choose><ItemGroup><Compile /><X Include="@(Y)" /></ItemGroup></Project>""")]
    public void Strange_projects_are_read_without_an_error(string text)
    {
        var evaluator = new ProjectEvaluator(Tree(("Api/Api.csproj", text)));

        Assert.NotNull(evaluator.Evaluate("Api/Api.csproj"));
        Assert.Empty(evaluator.Problems);
    }

    [Fact]
    public void A_property_that_is_made_of_itself_stays_small()
    {
        var doublings = string.Concat(Enumerable.Repeat("<A>$(A)$(A)</A>", 64));

        var project = Evaluate($"<Project><PropertyGroup><A>aaaaaaaaaa</A>{doublings}</PropertyGroup></Project>");

        Assert.InRange(project.Release["A"].Length, 0, 64 * 1024);
    }

    private static Project Evaluate(string text, params (string Path, string Text)[] files) => Evaluate(text, out _, files);

    private static Project Evaluate(string text, out RepositoryTree tree, params (string Path, string Text)[] files)
    {
        tree = Tree([("Api/Api.csproj", text), .. files]);
        var evaluator = new ProjectEvaluator(tree);
        var project = evaluator.Evaluate("Api/Api.csproj");
        Assert.Empty(evaluator.Problems);
        return project!;
    }

    private static RepositoryTree Tree(params (string Path, string Text)[] files)
    {
        var texts = files.ToDictionary(file => file.Path, file => file.Text);
        return new RepositoryTree(texts.Keys, path => texts[path]);
    }
}
