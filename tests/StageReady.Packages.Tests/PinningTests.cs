using System.Text.Json.Nodes;

namespace StageReady.Packages.Tests;

/// <summary>The rules over packages in a real build: what MSBuild evaluates, what restore chooses, what lies on disk.</summary>
public class PinningTests(PinningTests.Built built) : IClassFixture<PinningTests.Built>
{
    /// <summary>All projects in one build.</summary>
    public sealed class Built : IDisposable
    {
        public Built(Feed feed)
        {
            Solution = new TestSolution(feed, "--- .gitignore\nbin/\nobj/\nUntracked/packages.lock.json\n");
            Project("Range", "", """<PackageReference Include="Example" Version="[1.0.0, 2.0.0)" />""");
            Project("NoLowerBound", "", """<PackageReference Include="Example" Version="(1.0.0, )" />""");
            Project("Absent", "", """<PackageReference Include="Example" Version="1.0.5" />""");
            Project("AbsentAndHidden", "<NoWarn>$(NoWarn);NU1603</NoWarn>", """<PackageReference Include="Dependent" Version="1.0.0" />""");
            Project("PerFramework", "", """<PackageReference Include="Example" Version="1.0.0" Condition="'$(TargetFramework)' == 'net10.0'" /><PackageReference Include="Other" Version="[1.0.0, 2.0.0)" Condition="'$(TargetFramework)' == 'netstandard2.0'" />""", "<TargetFrameworks>netstandard2.0;net10.0</TargetFrameworks>");
            Project("Application", "<OutputType>Exe</OutputType>", Example);
            Project("Suppressed", "<OutputType>Exe</OutputType><NoWarn>$(NoWarn);STG3006</NoWarn>", Example);
            Project("Locked", $"<OutputType>Exe</OutputType>{Lock}<RestoreLockedMode>true</RestoreLockedMode>", Example);
            Project("Untracked", $"{Lock}<RestoreLockedMode>true</RestoreLockedMode>", Example);
            Project("Forced", $"{Lock}<RestoreForceEvaluate>true</RestoreForceEvaluate><RestoreLockedMode Condition=\"'$(Second)' == 'true'\">true</RestoreLockedMode>", Example);
            Solution.Write("All.slnx", $"<Solution>{string.Concat(_names.Select(name => $"<Project Path='{name}/{name}.csproj' />"))}</Solution>");
            Solution.DotNet("restore", "All.slnx", []);
            Solution.Commit();

            // What was locked is not what lies on disk any more; nothing of restore notices.
            var path = "Locked/packages.lock.json";
            var json = JsonNode.Parse(File.ReadAllText(Solution.PathOf(path)))!;
            var entry = json["dependencies"]!["net10.0"]!["Example"]!;
            GenuineHash = entry["contentHash"]!.ToString();
            entry["contentHash"] = "c29tZXRoaW5nIGVsc2U=";
            Solution.Write(path, json.ToString());
            Build = Solution.Build("All.slnx", "--no-restore", "-p:Second=true");
        }

        private const string Lock = "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>";

        private const string Example = """<PackageReference Include="Example" Version="1.0.0" />""";

        private readonly List<string> _names = [];

        internal TestSolution Solution { get; }

        internal BuildResult Build { get; }

        internal string GenuineHash { get; }

        public void Dispose() => Solution.Dispose();

        private void Project(string name, string properties, string item, string framework = "<TargetFramework>net10.0</TargetFramework>")
        {
            _names.Add(name);
            Solution.Write($"{name}/Program.cs", "return;");
            Solution.Write($"{name}/{name}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
                  <PropertyGroup>
                    {framework}
                    {properties}
                  </PropertyGroup>
                  <ItemGroup>
                    {item}
                  </ItemGroup>
                  <ItemGroup Condition="'$(OutputType)' != 'Exe'"><Compile Remove="Program.cs" /></ItemGroup>
                </Project>
                """);
        }
    }

    [Theory]
    [InlineData("Range", "")]
    [InlineData("NoLowerBound", "NoLowerBound/NoLowerBound.csproj(8,5): warning STG3002")]
    [InlineData("Absent", "Absent/Absent.csproj(8,5): warning STG3004 Absent/Absent.csproj(8,5): warning STG3005")]
    [InlineData("AbsentAndHidden", "AbsentAndHidden/AbsentAndHidden.csproj(1,1): warning STG3004 AbsentAndHidden/AbsentAndHidden.csproj(5,5): warning STG3005")]
    [InlineData("PerFramework", "")]
    [InlineData("Application", "Application/Application.csproj(1,1): warning STG3006")]
    [InlineData("Suppressed", "")]
    [InlineData("Locked", "Locked/packages.lock.json(5,7): error STG3009")]
    [InlineData("Untracked", "Untracked/Untracked.csproj(5,68): error STG3008")]
    [InlineData("Forced", "Forced/Forced.csproj(5,68): warning STG3010")]
    public void Each_project_gets_what_is_wrong_with_its_packages(string name, string findings) =>
        Assert.Equal(findings, string.Join(' ', built.Build.Findings.Where(finding => finding.StartsWith(name + "/", StringComparison.Ordinal))));

    [Theory]
    [InlineData("The version of Example is a range ('[1.0.0, 2.0.0)'), so that another package can move it. Write the version that was restored, '1.0.0'")]
    [InlineData("The version of Other is a range ('[1.0.0, 2.0.0)'), so that another package can move it. Write the version that was restored, '1.0.0'")]
    public void What_is_only_worth_knowing_is_a_message_whichever_framework_asks(string message) => Assert.Contains(built.Build.Messages, text => text.Contains(message));

    [Fact]
    public void The_genuine_hash_is_fine()
    {
        var locked = built.Solution.PathOf("Locked/packages.lock.json");
        File.WriteAllText(locked, File.ReadAllText(locked).Replace("c29tZXRoaW5nIGVsc2U=", built.GenuineHash));

        Assert.Empty(built.Solution.Build("Locked/Locked.csproj", "--no-restore").Findings);
    }
}
