namespace StageReady.Packages.Tests;

/// <summary>What users set holds for tasks as for analyzers.</summary>
public class SettingsTests(SettingsTests.Built built) : IClassFixture<SettingsTests.Built>
{
    private const string Migration = "Migration.cs(12,18)";

    /// <summary>All projects in one build; each has a floating package and a migration without Down.</summary>
    public sealed class Built : IDisposable
    {
        private static readonly (string Name, string Properties)[] Projects =
        [
            ("GlobalConfig", ""),
            ("Suggestion", ""),
            ("NoWarn", "<NoWarn>$(NoWarn);STG2001;STG3001</NoWarn>"),
            ("WarningsAsErrors", "<WarningsAsErrors>STG2001;STG3001</WarningsAsErrors>"),
            ("TreatWarningsAsErrors", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>"),
            ("WarningsNotAsErrors", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><WarningsNotAsErrors>STG2001;STG3001</WarningsNotAsErrors>"),
            ("PromotedWarning", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>"),
            ("None", "<StageReadyMode>None</StageReadyMode>"),
            ("All", "<StageReadyMode>All</StageReadyMode>"),
            ("WithoutMigrations", "<StageReadyMigrationsMode>None</StageReadyMigrationsMode>"),
            ("OnlyMigrations", "<StageReadyMode>None</StageReadyMode><StageReadyMigrationsMode>Recommended</StageReadyMigrationsMode>"),
            ("WrongMode", "<StageReadyMode>Some</StageReadyMode>"),
            ("WrongFamilyMode", "<StageReadyPinningMode>off</StageReadyPinningMode>"),
            ("WrongEnforce", "<StageReadyEnforce>Locally</StageReadyEnforce>"),
            ("WrongPlace", ""),
        ];

        public Built(Feed feed)
        {
            const string Warnings = "is_global = true\ndotnet_diagnostic.STG2001.severity = warning\ndotnet_diagnostic.STG3001.severity = warning\n";
            var names = Projects.Select(project => project.Name).Concat(["Central", "Locked"]);
            Solution = new TestSolution(feed, $$"""
                --- All.slnx
                <Solution>{{string.Concat(names.Select(name => $"<Project Path='{name}/{name}.csproj' />"))}}</Solution>
                --- Central/Directory.Packages.props
                <Project>
                  <PropertyGroup>
                    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                    <CentralPackageFloatingVersionsEnabled>true</CentralPackageFloatingVersionsEnabled>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageVersion Include="Example" Version="1.0.0" />
                    <PackageVersion Include="Listed" Version="1.*" />
                    <PackageVersion Include="Unused" Version="1.*" />
                    <GlobalPackageReference Include="Everywhere" Version="1.*" />
                  </ItemGroup>
                </Project>
                --- Central/Central.csproj
                <Project Sdk="Microsoft.NET.Sdk">
                  <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Example" VersionOverride="1.*" />
                    <PackageReference Include="Listed" />
                  </ItemGroup>
                </Project>
                --- Locked/Locked.csproj
                <Project Sdk="Microsoft.NET.Sdk">
                  <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
                    <RestoreLockedMode>true</RestoreLockedMode>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Example" Version="1.*" />
                  </ItemGroup>
                </Project>
                """);
            foreach (var (name, properties) in Projects)
            {
                Solution.Write($"{name}/{name}.csproj", Sources.Project("Microsoft.NET.Sdk", properties, """<PackageReference Include="Example" Version="1.*" />"""));
                Solution.Write($"{name}/Migration.cs", Sources.MigrationWithoutDown);
                if (name is "GlobalConfig" or "WarningsAsErrors" or "TreatWarningsAsErrors" or "WarningsNotAsErrors")
                    Solution.Write($"{name}/.globalconfig", Warnings);
            }

            Solution.Write("WrongPlace/Directory.Build.props", $"""<Project><Sdk Name="StageReady.Sdk" Version="{Feed.Version}" /></Project>""");
            Solution.Write("PromotedWarning/Tunnel.cs", Sources.Tunnel);
            Solution.Write("Suggestion/.globalconfig", Warnings.Replace("warning", "suggestion"));
            Result = Solution.Build("All.slnx");
        }

        internal TestSolution Solution { get; }

        internal BuildResult Result { get; }

        public void Dispose() => Solution.Dispose();
    }

    [Theory]
    [InlineData("All", "error")]
    [InlineData("GlobalConfig", "warning")]
    [InlineData("Suggestion", null)]
    [InlineData("NoWarn", null)]
    [InlineData("WarningsAsErrors", "error")]
    [InlineData("TreatWarningsAsErrors", "error")]
    [InlineData("WarningsNotAsErrors", "warning")]
    [InlineData("None", null)]
    public void A_severity_holds_for_a_task_as_for_an_analyzer(string project, string? level)
    {
        string[] expected = level is null ? [] : [$"{project}.csproj(8,5): {level} STG3001", $"{Migration}: {level} STG2001"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Findings(project));
    }

    [Fact]
    public void A_warning_of_the_catalogue_becomes_an_error_like_any_other() => Assert.Contains("Tunnel.cs(1,57): error STG1107", Findings("PromotedWarning"));

    [Fact]
    public void A_family_has_a_mode_of_its_own()
    {
        Assert.Equal(["WithoutMigrations.csproj(8,5): error STG3001"], Findings("WithoutMigrations"));
        Assert.Equal([$"{Migration}: error STG2001"], Findings("OnlyMigrations"));
    }

    [Theory]
    [InlineData("WrongMode", "StageReadyMode is 'Some', which is no mode. Set it to Recommended, All or None")]
    [InlineData("WrongFamilyMode", "StageReadyPinningMode is 'off', which is no mode. Set it to Recommended, All or None")]
    [InlineData("WrongEnforce", "StageReadyEnforce is 'Locally', which is neither Always nor CI")]
    [InlineData("WrongPlace", "StageReady.Sdk is read before the project, as from an Sdk element in Directory.Build.props. Write the element into the project, or a PackageReference into Directory.Build.props")]
    public void What_is_wrongly_set_is_an_error_that_says_what_is_right(string project, string message)
    {
        var error = Assert.Single(built.Result.Diagnostics, diagnostic => diagnostic.File == $"{project}/{project}.csproj" && diagnostic.Code == "");
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Central_versions_are_reported_where_they_are_written_and_only_if_the_project_uses_them() => Assert.Equal(
        [
            "Central.csproj(7,5): error STG3001",
            "Directory.Packages.props(10,5): error STG3001",
            "Directory.Packages.props(8,5): error STG3001",
        ],
        Findings("Central"));

    [Fact]
    public void A_fresh_lock_file_and_locked_mode_make_a_floating_version_a_warning()
    {
        Assert.Equal(["Locked.csproj(9,5): warning STG3001"], Findings("Locked"));
        Assert.Contains(
            "The version of Example floats ('1.*') and only the lock file holds it at 1.1.0. Write the version that was restored, '1.1.0'",
            built.Result.Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    private IEnumerable<string> Findings(string project) =>
        built.Result.Findings.Where(finding => finding.StartsWith(project + "/", StringComparison.Ordinal)).Select(finding => finding[(project.Length + 1)..]);
}
