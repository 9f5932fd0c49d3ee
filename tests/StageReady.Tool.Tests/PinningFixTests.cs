using System.Text;

namespace StageReady.Tool.Tests;

/// <summary><c>stageready fix</c> for what a build asks for: each test runs the command on a repository and reads what it left.</summary>
public sealed class PinningFixTests : IDisposable
{
    private const string Library = "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>\n  <ItemGroup>\n    ITEM\n  </ItemGroup>\n</Project>\n";

    private readonly CheckedRepository _repository = CheckedRepository.Committed((".gitignore", "obj/\n"));

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("<PackageReference Include=\"Example\" Version=\"1.*\" />", "1.*", "<PackageReference Include=\"Example\" Version=\"1.4.2\" />")]
    [InlineData("<PackageReference Include='Example' Version = ' [1.0.0, 2.0.0) ' PrivateAssets='all' />", "[1.0.0, 2.0.0)", "<PackageReference Include='Example' Version = ' 1.4.2 ' PrivateAssets='all' />")]
    [InlineData("<PackageReference Include=\"Example\"><Version>*</Version></PackageReference>", "*", "<PackageReference Include=\"Example\"><Version>1.4.2</Version></PackageReference>")]
    [InlineData("<PackageReference Include=\"Example\" />", "", "<PackageReference Include=\"Example\" Version=\"1.4.2\" />")]
    [InlineData("<PackageReference Include=\"Example\" Version=\"(1.0.0, )\" />", "(1.0.0, )", "<PackageReference Include=\"Example\" Version=\"1.4.2\" />")]
    public void The_restored_version_is_written(string item, string asked, string mended)
    {
        Write("App/App.csproj", Library.Replace("ITEM", item));
        WriteAssets("App", asked, "1.4.2");

        var result = Fix("--rule", "STG3001", "--rule", "STG3002", "--rule", "STG3003");

        Assert.Matches(@"^App/App\.csproj\(4\): STG300[123]: Write 1\.4\.2, which was restored\nMended 1 finding in 1 file\n$", result.Output);
        Assert.Equal(Library.Replace("ITEM", mended), Read("App/App.csproj"));
        Assert.Equal("Nothing to mend", Fix("--rule", "STG3001", "--rule", "STG3002", "--rule", "STG3003").Output.Trim());
    }

    [Fact]
    public void A_central_version_is_that_of_all_projects_that_use_it()
    {
        Write("Directory.Packages.props", "<Project>\n  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include=\"Example\" Version=\"1.*\" />\n    <GlobalPackageReference Include=\"Tool\" Version=\"2.*\" />\n  </ItemGroup>\n</Project>\n");
        foreach (var name in (string[])["A", "B"])
            Write($"{name}/{name}.csproj", Library.Replace("ITEM", "<PackageReference Include=\"Example\" />"));
        Write("C/C.csproj", Library.Replace("ITEM", "<PackageReference Include=\"Example\" VersionOverride=\"3.*\" />"));
        WriteLock("A", ("Example", "[1.*, )", "1.4.2"), ("Tool", "[2.*, )", "2.0.1"));
        WriteLock("B", ("Example", "[1.*, )", "1.5.0"), ("Tool", "[2.*, )", "2.0.1"));
        WriteLock("C", ("Example", "[3.*, )", "3.0.7"), ("Tool", "[2.*, )", "2.0.1"));

        var result = Fix("--rule", "STG3001");

        Assert.Equal(
            [
                "C/C.csproj(4): STG3001: Write 3.0.7, which was restored",
                "Directory.Packages.props(5): STG3001: Write 2.0.1, which was restored",
                "Directory.Packages.props(4): STG3001 stays: 1.4.2 and 1.5.0 were restored for it. Choose one",
                "Mended 2 findings in 2 files; 1 finding of these rules has no certain fix",
            ],
            result.Lines);
        Assert.Contains("VersionOverride=\"3.0.7\"", Read("C/C.csproj"), StringComparison.Ordinal);
        Assert.Contains("Include=\"Example\" Version=\"1.*\"", Read("Directory.Packages.props"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.*", null, "neither a lock file nor a restore tells its version", "    dotnet restore App/App.csproj")]
    [InlineData("1.*", "2.*", "neither a lock file nor a restore tells its version", "    dotnet restore App/App.csproj")]
    [InlineData("$(ExampleVersion)", "1.*", "its version comes from '$(ExampleVersion)'. Write 1.4.2 there", null)]
    public void A_version_that_nothing_tells_stays(string version, string? restoredFor, string reason, string? command)
    {
        Write("Directory.Build.props", "<Project><PropertyGroup><ExampleVersion>1.*</ExampleVersion></PropertyGroup></Project>");
        Write("App/App.csproj", Library.Replace("ITEM", $"<PackageReference Include=\"Example\" Version=\"{version}\" />"));
        if (restoredFor is not null)
            WriteAssets("App", restoredFor, "1.4.2");

        var result = Fix("--rule", "STG3001");

        string?[] lines = [$"App/App.csproj(4): STG3001 stays: {reason}", command, "Nothing to mend; 1 finding of these rules has no certain fix"];
        Assert.Equal(string.Join('\n', lines.OfType<string>()) + "\n", result.Output);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_file_based_app_gets_what_its_lock_file_holds()
    {
        Write("tools/app.cs", "#:package Example@1.*\n#:package Other @ 2.*\nreturn;\n");
        WriteLock("tools", ("Example", "[1.*, )", "1.4.2"));

        var result = Fix("--rule", "STG3001");

        Assert.Equal(
            [
                "tools/app.cs(1): STG3001: Write 1.4.2, which was restored",
                "tools/app.cs(2): STG3001 stays: neither a lock file nor a restore tells its version",
                "dotnet build tools/app.cs",
                "Mended 1 finding in 1 file; 1 finding of these rules has no certain fix",
            ],
            result.Lines);
        Assert.Equal("#:package Example@1.4.2\n#:package Other @ 2.*\nreturn;\n", Read("tools/app.cs"));
        Assert.Contains("tools/app.cs(2,1): error STG3001", _repository.Check().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_files_are_turned_on_for_all_projects_and_enforced_when_they_are_there()
    {
        foreach (var name in (string[])["A", "B"])
            Write($"{name}/{name}.csproj", Library.Replace("ITEM", "<PackageReference Include=\"Example\" Version=\"1.0.0\" />"));
        const string On = "<Project>\n  <PropertyGroup>\n    <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>\n  </PropertyGroup>\n</Project>\n";

        var result = Fix("--rule", "STG3006", "--rule", "STG3007");

        Assert.Equal(["A/A.csproj(1): STG3006: Turn lock files on", "dotnet restore A/A.csproj", "B/B.csproj(1): STG3006: Turn lock files on", "dotnet restore B/B.csproj", "Mended 2 findings in 2 files"], result.Lines);
        Assert.Equal(On, Read("Directory.Build.props"));

        // Until a restore has written the file there is nothing more to do.
        Commit();
        Assert.Equal("Directory.Build.props(3): STG3006 stays: lock files are on, and a restore writes the one that is to be committed", Fix("--rule", "STG3006", "--rule", "STG3007").Lines[0]);

        WriteLock("A", ("Example", "[1.0.0, )", "1.0.0"));
        WriteLock("B", ("Example", "[1.0.0, )", "1.0.0"));
        Assert.Equal(["A/packages.lock.json(1): STG3007: Hold build servers to the lock file", "B/packages.lock.json(1): STG3007: Hold build servers to the lock file", "Mended 2 findings in 2 files"], Fix("--rule", "STG3007").Lines);
        Assert.Equal(
            On.Replace("  </PropertyGroup>", "    <RestoreLockedMode Condition=\"'$(CI)' == 'true' or '$(ContinuousIntegrationBuild)' == 'true'\">true</RestoreLockedMode>\n  </PropertyGroup>"),
            Read("Directory.Build.props"));
        Commit();
        Assert.DoesNotContain("STG300", string.Join('\n', _repository.Check().Lines.Where(line => !line.Contains("STG3009", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Project>\r\n\t<PropertyGroup>\r\n\t\t<Nullable>enable</Nullable>\r\n\t</PropertyGroup>\r\n</Project>", "<Project>\r\n\t<PropertyGroup>\r\n\t\t<Nullable>enable</Nullable>\r\n\t\tLOCK\r\n\t</PropertyGroup>\r\n</Project>")]
    [InlineData("<Project><PropertyGroup><Nullable>enable</Nullable></PropertyGroup></Project>", "<Project><PropertyGroup><Nullable>enable</Nullable>LOCK</PropertyGroup></Project>")]
    [InlineData("<Project>\n  <PropertyGroup Condition=\"'$(A)' == ''\"><B>c</B></PropertyGroup>\n</Project>\n", "<Project>\n  <PropertyGroup Condition=\"'$(A)' == ''\"><B>c</B></PropertyGroup>\n  <PropertyGroup>\n    LOCK\n  </PropertyGroup>\n</Project>\n")]
    [InlineData("<Project />\n", "<Project>\n  <PropertyGroup>\n    LOCK\n  </PropertyGroup>\n</Project>\n")]
    public void A_property_stands_where_its_author_would_write_it(string before, string after)
    {
        File.WriteAllText(_repository.Path("Directory.Build.props"), before, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Write("A/A.csproj", Library.Replace("ITEM", "<PackageReference Include=\"Example\" Version=\"1.0.0\" />"));

        Fix("--rule", "STG3006");

        Assert.Equal([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(after.Replace("LOCK", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>"))], File.ReadAllBytes(_repository.Path("Directory.Build.props")));
    }

    [Theory]
    [InlineData("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><RestorePackagesWithLockFile>false</RestorePackagesWithLockFile></PropertyGroup><ItemGroup><PackageReference Include=\"Example\" Version=\"1.0.0\" /></ItemGroup></Project>", "RestorePackagesWithLockFile is set to something else in A.csproj")]
    [InlineData("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><ImportDirectoryBuildProps>false</ImportDirectoryBuildProps></PropertyGroup><ItemGroup><PackageReference Include=\"Example\" Version=\"1.0.0\" /></ItemGroup></Project>", "the project imports no Directory.Build.props")]
    public void A_project_that_says_otherwise_keeps_its_word(string path, string text, string reason)
    {
        Write(path, text);

        Assert.Contains($"STG3006 stays: {reason}", Fix("--rule", "STG3006").Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_repository.Path("Directory.Build.props")));
    }

    [Theory]
    [InlineData("{}", """{ "sdk": { "version": "VERSION", "rollForward": "latestPatch" } }""")]
    [InlineData("""{ "sdk": { "allowPrerelease": false } }""", """{ "sdk": { "allowPrerelease": false, "version": "VERSION" } }""")]
    [InlineData("{\r\n    // ours\r\n    \"sdk\": {\r\n        \"version\": \"10.0.x\"\r\n    }\r\n}", "{\r\n    // ours\r\n    \"sdk\": {\r\n        \"version\": \"VERSION\"\r\n    }\r\n}")]
    [InlineData("""{ "sdk": { "version": "VERSION", "rollForward": "latestMajor", "allowPrerelease": true } }""", """{ "sdk": { "version": "VERSION", "rollForward": "latestPatch", "allowPrerelease": false } }""")]
    [InlineData("""{ "sdk": { "version": "8.0.100", "rollForward": "latestMajor" } }""", """{ "sdk": { "version": "VERSION", "rollForward": "latestPatch" } }""")]
    public void A_global_json_gets_the_sdk_that_is_used(string before, string after)
    {
        Write("App/App.csproj", Library.Replace("ITEM", ""));
        Write("global.json", before.Replace("VERSION", SdkInUse()));

        var result = Fix("--rule", "STG3012", "--rule", "STG3013");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Compact(after.Replace("VERSION", SdkInUse())), Compact(Read("global.json")));
        Assert.Equal("Nothing to mend", Fix("--rule", "STG3012", "--rule", "STG3013").Output.Trim());
    }

    [Fact]
    public void A_global_json_that_is_missing_is_written()
    {
        File.Delete(_repository.Path("global.json"));
        Write("App/App.csproj", Library.Replace("ITEM", ""));

        Assert.Equal($"global.json(1): STG3012: Write {SdkInUse()}, which is used here", Fix("--rule", "STG3012").Lines[0]);
        Assert.Equal($"{{\n  \"sdk\": {{\n    \"version\": \"{SdkInUse()}\",\n    \"rollForward\": \"latestPatch\"\n  }}\n}}\n", Read("global.json"));
    }

    [Fact]
    public void A_global_json_that_asks_for_another_sdk_stays()
    {
        Write("App/App.csproj", Library.Replace("ITEM", ""));
        Write("global.json", """{ "sdk": { "version": "1.0.x" } }""");

        Assert.Equal($"global.json(1): STG3012 stays: '1.0.x' is asked for, and {SdkInUse()} is used. Write the full version of one", Fix("--rule", "STG3012").Lines[0]);
    }

    [Fact]
    public void The_sources_of_a_nuget_config_are_closed_by_what_was_restored()
    {
        Write("nuget.config", "<configuration>\n  <packageSources>\n    <add key=\"nuget.org\" value=\"https://api.nuget.org/v3/index.json\" />\n    <add key=\"ours\" value=\"https://packages.example.com/v3/index.json/\" />\n    <add key=\"local\" value=\"feed\" />\n  </packageSources>\n</configuration>\n");
        Write("App/App.csproj", Library.Replace("ITEM", "<PackageReference Include=\"Example\" Version=\"1.4.2\" />"));
        WriteAssets("App", "1.4.2", "1.4.2", ("Public", "https://api.nuget.org/v3/index.json"), ("Example", "https://packages.example.com/v3/index.json"), ("Local", _repository.Path("feed")));

        var result = Fix("--rule", "STG3018");

        Assert.Equal(
            [
                "nuget.config(2): STG3018: Write <clear />: no package comes from a source that the file does not name",
                "nuget.config(2): STG3018: Map each package to the source that it was restored from",
                "Mended 2 findings in 1 file",
            ],
            result.Lines.Order(StringComparer.Ordinal).OrderBy(line => line.Contains("Map", StringComparison.Ordinal) ? 1 : line.StartsWith('M') ? 2 : 0));
        Assert.Equal(
            """
            <configuration>
              <packageSources>
                <clear />
                <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
                <add key="ours" value="https://packages.example.com/v3/index.json/" />
                <add key="local" value="feed" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="nuget.org">
                  <package pattern="*" />
                </packageSource>
                <packageSource key="ours">
                  <package pattern="Example" />
                </packageSource>
                <packageSource key="local">
                  <package pattern="Local" />
                </packageSource>
              </packageSourceMapping>
            </configuration>

            """,
            Read("nuget.config"));
        Assert.Equal("Nothing to mend", Fix("--rule", "STG3018").Output.Trim());
    }

    [Fact]
    public void Sources_stay_open_if_a_package_would_be_lost()
    {
        Write("nuget.config", "<configuration>\n  <packageSources>\n    <add key=\"ours\" value=\"https://packages.example.com/v3/index.json\" />\n  </packageSources>\n</configuration>\n");
        Write("App/App.csproj", Library.Replace("ITEM", "<PackageReference Include=\"Example\" Version=\"1.4.2\" />"));
        Assert.Equal(["nuget.config(2): STG3018 stays: no restore of App tells where its packages come from", "dotnet restore App/App.csproj"], Fix("--rule", "STG3018").Lines.Take(2));

        WriteAssets("App", "1.4.2", "1.4.2", ("Example", "https://api.nuget.org/v3/index.json"));
        Assert.Equal("nuget.config(2): STG3018 stays: Example was restored from 'https://api.nuget.org/v3/index.json', which is not among its sources", Fix("--rule", "STG3018").Lines[0]);
        Assert.DoesNotContain("clear", Read("nuget.config"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_patch_shows_the_password_of_a_package_source()
    {
        const string Password = "q7Lk2VxP9wRt4ZmB";
        Write("nuget.config", $"<configuration>\n  <packageSources>\n    <add key=\"ours\" value=\"https://packages.example.com/v3/index.json\" />\n  </packageSources>\n  <packageSourceCredentials><ours><add key=\"ClearTextPassword\" value=\"{Password}\" /></ours></packageSourceCredentials>\n</configuration>\n");

        var result = Fix("--rule", "STG3018", "--dry-run");

        Assert.Contains("nuget.config: not in the patch", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latest", "return;", true)]
    [InlineData("latestMajor", "return;", true)]
    [InlineData("preview", "return;", true)]
    [InlineData("preview", "class C { public int P { get => field; set; } }", false)]
    public void The_language_version_becomes_the_number_that_the_sdk_compiles(string version, string code, bool isMended)
    {
        // The property of which a preview is used came with C# 14.
        Write("global.json", """{ "sdk": { "version": "9.0.100" } }""");
        var project = $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net9.0</TargetFramework>\n    <LangVersion>{version}</LangVersion>\n  </PropertyGroup>\n</Project>\n";
        Write("App/App.csproj", project);
        Write("App/Program.cs", code);

        var result = Fix("--rule", "STG3016");

        Assert.Equal(isMended ? "App/App.csproj(4): STG3016: Write 13.0, which the SDK 9.0.100 compiles" : "App/App.csproj(4): STG3016 stays: the code uses previews of what comes after C# 13.0", result.Lines[0]);
        Assert.Equal(isMended ? project.Replace(version, "13.0") : project, Read("App/App.csproj"));
    }

    [Theory]
    [InlineData("A/A.proj", "<Project Sdk=\"Ours.Sdk\" />\n", "<Project Sdk=\"Ours.Sdk/2.1.0\" />\n")]
    [InlineData("A/A.proj", "<Project Sdk=\"Microsoft.NET.Sdk; Ours.Sdk/2.* \" />\n", "<Project Sdk=\"Microsoft.NET.Sdk; Ours.Sdk/2.1.0 \" />\n")]
    [InlineData("A/A.proj", "<Project>\n  <Sdk Name='Ours.Sdk' />\n</Project>\n", "<Project>\n  <Sdk Name='Ours.Sdk' Version=\"2.1.0\" />\n</Project>\n")]
    [InlineData("A/A.proj", "<Project>\n  <Sdk Name=\"ours.sdk\" Version=\"2.*\" />\n</Project>\n", "<Project>\n  <Sdk Name=\"ours.sdk\" Version=\"2.1.0\" />\n</Project>\n")]
    [InlineData(
        "A/A.proj",
        "<Project>\n  <Import Project=\"Sdk.props\" Sdk=\"Ours.Sdk\" />\n  <Import Project=\"Sdk.targets\" Sdk=\"Ours.Sdk\" />\n</Project>\n",
        "<Project>\n  <Import Project=\"Sdk.props\" Sdk=\"Ours.Sdk\" Version=\"2.1.0\" />\n  <Import Project=\"Sdk.targets\" Sdk=\"Ours.Sdk\" Version=\"2.1.0\" />\n</Project>\n")]
    [InlineData("tools/app.cs", "#:sdk Ours.Sdk\nreturn;\n", "#:sdk Ours.Sdk@2.1.0\nreturn;\n")]
    [InlineData("tools/app.cs", "#:sdk Ours.Sdk@*\nreturn;\n", "#:sdk Ours.Sdk@2.1.0\nreturn;\n")]
    [InlineData("A/global.json", "{ \"msbuild-sdks\": { \"Ours.Sdk\": \"2.*\" } }", "{ \"msbuild-sdks\": { \"Ours.Sdk\": \"2.1.0\" } }")]
    public void An_MSBuild_SDK_gets_the_version_with_which_another_project_uses_it(string path, string before, string after)
    {
        Write("B/B.proj", "<Project Sdk=\"Ours.Sdk/2.1.0\" />\n");
        Write(path, before);

        var result = Fix("--rule", "STG3014");

        Assert.EndsWith(": STG3014: Write 2.1.0, with which it is used", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(after, Read(path));
        Assert.Equal("Nothing to mend", Fix("--rule", "STG3014").Output.Trim());
    }

    [Theory]
    [InlineData("<Project Sdk=\"Ours.Sdk/3.*\" />", "no other file gives its full version")]
    [InlineData("<Project Sdk=\"Ours.Sdk/latest\" />", "no other file gives its full version")]
    [InlineData("<Project Sdk=\"Ours.Sdk\" />", "1.0.0 and 2.1.0 are used in other files. Choose one")]
    public void The_version_of_an_MSBuild_SDK_is_never_guessed(string project, string reason)
    {
        Write("B/B.proj", "<Project Sdk=\"Ours.Sdk/2.1.0\" />\n");
        Write("C/C.proj", "<Project Sdk=\"Ours.Sdk/1.0.0\" />\n");
        Write("A/A.proj", project);

        var result = Fix("--rule", "STG3014");

        Assert.Equal([$"A/A.proj(1): STG3014 stays: {reason}", "dotnet package search Ours.Sdk --exact-match", "Nothing to mend; 1 finding of these rules has no certain fix"], result.Lines);
        Assert.Equal(project, Read("A/A.proj"));
    }

    [Theory]
    [InlineData("build.sh", "set -e\ndotnet tool install --global dotnet-ef && ls\n", "set -e\ndotnet tool install --global dotnet-ef --version 9.0.4 && ls\n")]
    [InlineData("build.sh", "dotnet tool update 'dotnet-ef' -g\n", "dotnet tool update 'dotnet-ef' --version 9.0.4 -g\n")]
    [InlineData("build.sh", "dotnet tool install dotnet-ef --version \"9.*\"\n", "dotnet tool install dotnet-ef --version \"9.0.4\"\n")]
    [InlineData("build.sh", "dotnet tool install --version=9.* dotnet-ef\n", "dotnet tool install --version=9.0.4 dotnet-ef\n")]
    [InlineData("build.ps1", "dotnet tool install dotnet-ef@9.*\n", "dotnet tool install dotnet-ef@9.0.4\n")]
    [InlineData("Dockerfile", "FROM scratch\nRUN dotnet tool install \\\n  --global dotnet-ef\n", "FROM scratch\nRUN dotnet tool install \\\n  --global dotnet-ef --version 9.0.4\n")]
    [InlineData(".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: dotnet tool install dotnet-ef\n", "jobs:\n  a:\n    steps:\n      - run: dotnet tool install dotnet-ef --version 9.0.4\n")]
    [InlineData("A/dotnet-tools.json", "{ \"tools\": { \"dotnet-ef\": { \"version\": \"9.*\" } } }", "{ \"tools\": { \"dotnet-ef\": { \"version\": \"9.0.4\" } } }")]
    [InlineData("A/dotnet-tools.json", "{ \"tools\": { \"dotnet-ef\": { \"commands\": [] } } }", "{ \"tools\": { \"dotnet-ef\": { \"commands\": [], \"version\": \"9.0.4\" } } }")]
    public void A_tool_gets_the_version_of_the_manifest(string path, string before, string after)
    {
        Write(".config/dotnet-tools.json", """{ "tools": { "dotnet-ef": { "version": "9.0.4" } } }""");
        Write(path, before);

        var result = Fix("--rule", "STG3015");

        Assert.EndsWith(": STG3015: Write 9.0.4, with which it is used", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(after, Read(path));
        Assert.Equal("Nothing to mend", Fix("--rule", "STG3015").Output.Trim());
    }

    [Theory]
    [InlineData("dotnet tool install other", "no other file gives its full version")]
    [InlineData("dotnet tool install dotnet-ef --version '8.*'", "no other file gives its full version")]
    [InlineData("dotnet tool update --all", "it is meant to take what is newest")]
    [InlineData("dotnet add package dotnet-ef", "no other file gives its full version")]
    public void The_version_of_a_tool_is_never_guessed(string command, string reason)
    {
        Write(".config/dotnet-tools.json", """{ "tools": { "dotnet-ef": { "version": "9.0.4" } } }""");
        Write("build.sh", command);

        Assert.Equal($"build.sh(1): STG3015 stays: {reason}", Fix("--rule", "STG3015").Lines[0]);
        Assert.Equal(command, Read("build.sh"));
    }

    [Fact]
    public void A_package_gets_the_version_with_which_another_script_adds_it()
    {
        Write("a.sh", "dotnet add package Example --version 1.2.3\n");
        Write("b.sh", "dotnet new console\ndotnet add App package Example\n");

        Assert.Equal("b.sh(2): STG3015: Write 1.2.3, with which it is used", Fix("--rule", "STG3015").Lines[0]);
        Assert.Equal("dotnet new console\ndotnet add App package Example --version 1.2.3\n", Read("b.sh"));
    }

    [Theory]
    [InlineData("MAJOR", "Run it on the runtime for which it was built", "false")]
    [InlineData("5", "stays: it was built for a runtime that is not used here. A newer version may be for this one", "true")]
    [InlineData(null, "stays: nothing tells for which runtime it was built", "true")]
    public void A_tool_is_held_to_its_runtime_if_that_is_the_one_in_use(string? builtFor, string text, string written)
    {
        const string Manifest = "{ \"tools\": { \"Dotnet-X\": { \"version\": \"1.0.0\", \"rollForward\": VALUE } } }";
        Write(".config/dotnet-tools.json", Manifest.Replace("VALUE", "true"));
        var packages = _repository.Path("obj/packages");
        if (builtFor is not null)
            Directory.CreateDirectory(Path.Combine(packages, "dotnet-x", "1.0.0", "tools", $"net{builtFor.Replace("MAJOR", SdkInUse().Split('.')[0])}.0", "any"));

        var result = CheckedRepository.Run(new Dictionary<string, string> { ["NUGET_PACKAGES"] = packages }, "fix", _repository.Root, "--rule", "STG3015");

        Assert.Contains(text, result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(Manifest.Replace("VALUE", written), Read(".config/dotnet-tools.json"));
    }

    private static string SdkInUse() => Version.Value;

    private static readonly Lazy<string> Version = new(() =>
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        using var process = System.Diagnostics.Process.Start(start)!;
        return process.StandardOutput.ReadToEnd().Trim();
    });

    private static string Compact(string json) => string.Join(' ', json.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Replace("\r ", "\r\n", StringComparison.Ordinal);

    private ToolResult Fix(params string[] arguments) => CheckedRepository.Run(["fix", _repository.Root, .. arguments]);

    private string Read(string path) => File.ReadAllText(_repository.Path(path));

    private void Write(string path, string text)
    {
        _repository.Write(path, text);
        _repository.Git("add", "--all");
    }

    private void Commit() => _repository.Commit();

    private void WriteLock(string folder, params (string Id, string Requested, string Resolved)[] packages) => Write(
        $"{folder}/packages.lock.json",
        "{\"version\":1,\"dependencies\":{\"net10.0\":{" + string.Join(',', packages.Select(package =>
            $"\"{package.Id}\":{{\"type\":\"Direct\",\"requested\":\"{package.Requested}\",\"resolved\":\"{package.Resolved}\",\"contentHash\":\"x\"}}")) + "}}}");

    // As restore writes it, with a folder of packages that says where each came from.
    private void WriteAssets(string project, string asked, string resolved, params (string Id, string Source)[] packages)
    {
        var folder = _repository.Path($"{project}/obj/packages");
        (string Id, string Source)[] all = packages.Length > 0 ? packages : [("Example", "")];
        foreach (var (id, source) in all.Where(package => package.Source.Length > 0))
            _repository.Write($"{project}/obj/packages/{id.ToLowerInvariant()}/{resolved}/.nupkg.metadata", $$"""{"version":2,"contentHash":"x","source":"{{source}}"}""");
        var names = all.Select(package => $"\"{package.Id}/{resolved}\"").ToList();
        _repository.Write($"{project}/obj/project.assets.json", $$"""
            {
              "targets": { "net10.0": { {{string.Join(',', names.Select(name => name + ": {\"type\":\"package\"}"))}} } },
              "libraries": { {{string.Join(',', names.Select(name => name + ": {\"type\":\"package\",\"sha512\":\"x\"}"))}} },
              "packageFolders": { "{{folder}}": {} },
              "project": { "restore": {}, "frameworks": { "net10.0": { "targetAlias": "net10.0", "dependencies": { "Example": { "target": "Package", "version": "{{asked}}" } } } } }
            }
            """);
    }
}
