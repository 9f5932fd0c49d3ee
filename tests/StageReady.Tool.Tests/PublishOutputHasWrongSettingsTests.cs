namespace StageReady.Tool.Tests;

/// <summary>STG1020 without a publish.</summary>
public class PublishOutputHasWrongSettingsTests
{
    private const string Console = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
        </Project>
        """;

    [Fact]
    public void Files_for_developers_that_a_web_project_publishes_are_reported_where_they_stand()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/appsettings.json", "{}"),
            ("App/appsettings.Development.json", "{}"),
            ("App/wwwroot/appsettings.Local.json", "{}"),
            ("App/secrets.json", "{}"),
            ("App/launchSettings.json", "{}"),
            ("App/Properties/launchSettings.json", "{}"),
            ("App/appsettings.Staging.json", "{}"),
            ("App/appsettings.Docker.json", "{}"));

        Assert.Equal(
            [
                "App/appsettings.Development.json(1,1): warning STG1020: 'appsettings.Development.json' is published, although it is for the environment Development. Keep it out with CopyToPublishDirectory=\"Never\" on its item",
                "App/launchSettings.json(1,1): warning STG1020: 'launchSettings.json' is published, although it is for launching the application on a developer's machine. Keep it out with CopyToPublishDirectory=\"Never\" on its item",
                "App/secrets.json(1,1): warning STG1020: 'secrets.json' is published, although it is a file of user secrets. Keep it out with CopyToPublishDirectory=\"Never\" on its item",
                "App/wwwroot/appsettings.Local.json(1,1): warning STG1020: 'wwwroot/appsettings.Local.json' is published, although it is for the environment Local. Keep it out with CopyToPublishDirectory=\"Never\" on its item",
            ],
            Findings(repository));
    }

    [Fact]
    public void A_console_project_that_reads_its_settings_must_publish_them()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", Console), ("App/appsettings.json", "{}"), ("App/Program.cs", "new ConfigurationBuilder().AddJsonFile(\"appsettings.json\");"));

        Assert.StartsWith("App/App.csproj(1,1): warning STG1020: The project reads appsettings.json, but no settings file is published", Assert.Single(Findings(repository)));
    }

    [Theory]
    [InlineData("App/App.csproj", Console, "class Program { static void Main() { } }")]
    [InlineData("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />", "Host.CreateApplicationBuilder();")]
    [InlineData("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><IsPublishable>false</IsPublishable></PropertyGroup></Project>", "Host.CreateApplicationBuilder();")]
    [InlineData("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><None Update=\"appsettings.json\" CopyToPublishDirectory=\"Never\" /></ItemGroup></Project>", "Host.CreateApplicationBuilder();")]
    [InlineData("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>", "class C { }")]
    public void Without_a_reader_a_publish_or_against_a_choice_nothing_is_missing(string project, string text, string code)
    {
        using var repository = CheckedRepository.Committed((project, text), ("App/appsettings.json", "{}"), ("App/Program.cs", code));

        Assert.Empty(Findings(repository));
    }

    [Fact]
    public void What_only_a_build_decides_is_unknown()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup Condition=\"'$(Slim)' == 'true'\"><Content Remove=\"appsettings.Development.json\" /></ItemGroup></Project>"),
            ("App/appsettings.Development.json", "{}"));

        Assert.Empty(Findings(repository));
        Assert.Contains("App/appsettings.Development.json(1,1): unknown STG1020: ", repository.Check("--report-unknown").Output);
    }

    private static IEnumerable<string> Findings(CheckedRepository repository) => repository.Check().Lines.Where(line => line.Contains(" STG1020: ") && !line.StartsWith("STG", StringComparison.Ordinal));

    [Theory]
    [InlineData("_ = System.IO.File.ReadAllText(\"appsettings.json\");", true)]
    [InlineData("Host.CreateApplicationBuilder(args);", true)]
    [InlineData("// As in appsettings.json", false)]
    public void Only_code_reads_settings(string code, bool isFound)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", Console), ("App/Program.cs", code), ("App/appsettings.json", "{}"));

        Assert.Equal(isFound, repository.Check().Output.Contains("App/App.csproj(1,1): warning STG1020"));
    }

    [Theory]
    [InlineData("<Project Sdk=\"Aspire.AppHost.Sdk/13.4.0\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><IsAspireHost>true</IsAspireHost></PropertyGroup></Project>")]
    public void The_host_of_Aspire_is_not_published(string project)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", project), ("App/Program.cs", "_ = \"appsettings.json\";"), ("App/appsettings.json", "{}"));

        Assert.DoesNotContain("STG1020", repository.Check().Output);
    }
}
