using StageReady.Projects;

namespace StageReady.Repository.Tests.Projects;

public class FileBasedAppTests
{
    [Theory]
    [InlineData("#:sdk Microsoft.NET.Sdk.Web\nConsole.WriteLine();", true)]
    [InlineData("#!/usr/bin/env dotnet\nConsole.WriteLine();", true)]
    [InlineData("// A job.\n/* It runs\n   each night. */\n\n#:package Shop@1.0.0", true)]
    [InlineData("Console.WriteLine();", false)]
    [InlineData("using System;\n#:package Shop@1.0.0", false)]
    [InlineData("var text = \"\"\"\n#:package Shop@1.0.0\n\"\"\";", false)]
    [InlineData("#:\nConsole.WriteLine();", false)]
    [InlineData("#nullable enable\nclass Shop;", false)]
    [InlineData("", false)]
    public void Directives_at_its_head_make_it_an_app(string text, bool isApp) => Assert.Equal(isApp, FileBasedApp.Is(text));

    [Fact]
    public void Its_directives_stand_for_a_project_file()
    {
        var app = Evaluate("""
            --- tools/shop.cs
            #!/usr/bin/env dotnet
            #:sdk Microsoft.NET.Sdk.Web@10.0.0
            #:sdk Aspire.AppHost.Sdk@13.0.0
            #:property AssemblyName=Shop & Co
            #:property Empty=
            #:property =nothing
            #:package Mail@1.0.0
            #:package Pay
            #:project ../core
            #:project ../pay/Pay.csproj
            #:include parts/*.cs
            Console.WriteLine();
            --- tools/parts/part.cs
            --- tools/other.cs
            --- core/Core.csproj
            --- core/inner/Inner.csproj
            --- pay/Pay.csproj
            """);

        Assert.True(app is { IsFileBasedApp: true, IsCSharp: true, IsWeb: true, IsApplication: true, IsPublished: true, IsTest: false });
        Assert.Equal(("shop", "Shop & Co", "net10.0"), (app.Name, app.AssemblyName, app.TargetFramework));
        Assert.True(app.UsesSdk("Aspire.AppHost.Sdk") && app.Release.IsTrue("Nullable") is false && app.Release["Nullable"] == "enable");
        Assert.Equal([("Mail", "1.0.0"), ("Pay", null)], app.Release.ItemsOf("PackageReference").Select(item => (item.Include, item["Version"]?.Value)));
        Assert.Equal(["core/Core.csproj", "pay/Pay.csproj"], app.References);
    }

    [Fact]
    public void It_compiles_itself_and_what_it_includes()
    {
        var tree = new Files("""
            --- shop.cs
            #:include parts/*.cs
            --- parts/part.cs
            --- other.cs
            """).Tree;

        Assert.Equal(["parts/part.cs", "shop.cs"], new ProjectEvaluator(tree).Evaluate("shop.cs")!.SourceFiles(tree));
    }

    private static Project Evaluate(string text)
    {
        var tree = new Files(text).Tree;
        return new ProjectEvaluator(tree).Evaluate(tree.Paths.Single(path => path.EndsWith("shop.cs", StringComparison.Ordinal)))!;
    }
}
