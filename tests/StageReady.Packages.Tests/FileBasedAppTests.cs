namespace StageReady.Packages.Tests;

/// <summary>An app that is one C# file: the .NET SDK makes up its project, which nobody can open.</summary>
public class FileBasedAppTests(Feed feed)
{
    [Fact]
    public void What_it_asks_for_is_reported_at_its_directives()
    {
        using var solution = new TestSolution(feed, $$"""
            --- Directory.Build.props
            <Project>
              <ItemGroup><PackageReference Include="StageReady.Sdk" Version="{{Feed.Version}}" PrivateAssets="all" /></ItemGroup>
            </Project>
            --- tools/app.cs
            #:property PublishAot=false
            #:property LangVersion=preview
            #:property RestorePackagesWithLockFile=true
            #:property RestoreLockedMode=true
            #:package Example@1.*
            #:package Other@1.0.0
            System.Console.WriteLine();
            --- tools/other.cs
            #:package Other@1.0.0
            #:property RestorePackagesWithLockFile=true
            System.Console.WriteLine();
            --- alone/app.cs
            #:property PublishAot=false
            #:package Other@1.0.0
            System.Console.WriteLine();
            """);

        Assert.Equal(
            ["tools/app.cs(2,1): warning STG3016", "tools/app.cs(4,1): error STG3008", "tools/app.cs(5,1): error STG3001"],
            solution.Build("tools/app.cs").Findings.Where(finding => finding.StartsWith("tools/", StringComparison.Ordinal)));
        Assert.Equal(["alone/app.cs(1,1): warning STG3006"], solution.Build("alone/app.cs").Findings.Where(finding => finding.StartsWith("alone/", StringComparison.Ordinal)));
    }
}
