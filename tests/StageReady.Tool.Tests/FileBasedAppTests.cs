namespace StageReady.Tool.Tests;

public class FileBasedAppTests
{
    private const string Web = """
        #:sdk Microsoft.NET.Sdk.Web
        var app = WebApplication.CreateBuilder(args).Build();
        app.UseDeveloperExceptionPage();
        Console.WriteLine(app.Configuration["Shop:Name"]!.Length);

        """;

    [Fact]
    public void A_web_app_is_judged_with_the_settings_beside_it()
    {
        using var repository = CheckedRepository.Committed(
            ("tools/shop.cs", Web),
            ("tools/appsettings.json", """{ "Api": "https://localhost:5000", "Cache": "https://localhost:6379" }"""),
            ("tools/shop.settings.json", """{ "Api": "https://api.example.com" }"""),
            ("tools/shop.settings.Development.json", """{ "Shop": { "Name": "Leaf" } }"""),
            ("tools/shop.run.json", "{}"),
            ("tools/other.run.json", "{}"),
            ("tools/other.settings.json", """{ "Mail": "https://localhost:25" }"""));

        Assert.Equal(
            [
                "tools/appsettings.json(1,45): error STG1008",
                "tools/shop.cs(3,5): error STG1102",
                "tools/shop.run.json(1,1): warning STG1020",
                "tools/shop.settings.Development.json(1,1): warning STG1020",
                "tools/shop.settings.Development.json(1,21): warning STG1002",
            ],
            Findings(repository));
    }

    [Fact]
    public void Two_apps_of_a_folder_share_its_settings_but_not_those_with_their_name()
    {
        using var repository = CheckedRepository.Committed(
            ("one.cs", "#:sdk Microsoft.NET.Sdk.Web\nWebApplication.CreateBuilder(args).Build().Run();"),
            ("two.cs", "#:sdk Microsoft.NET.Sdk.Web\nWebApplication.CreateBuilder(args).Build().Run();"),
            ("appsettings.json", """{ "Api": "https://localhost:5000" }"""),
            ("one.settings.json", """{ "Api": "https://api.example.com" }"""));

        Assert.Equal(["appsettings.json(1,10): error STG1008"], Findings(repository));
    }

    [Fact]
    public void A_name_of_an_environment_is_compared_with_its_settings()
    {
        using var repository = CheckedRepository.Committed(
            ("api/shop.cs", "#:sdk Microsoft.NET.Sdk.Web\nWebApplication.CreateBuilder(args).Build().Run();"),
            ("api/shop.settings.Staging.json", "{}"),
            ("api/Dockerfile", "FROM scratch\nENV ASPNETCORE_ENVIRONMENT=staging\n"));

        Assert.Equal(["api/Dockerfile(2,28): error STG1018"], Findings(repository));
    }

    [Fact]
    public void A_script_without_settings_leaves_those_of_its_folder_alone()
    {
        using var repository = CheckedRepository.Committed(
            ("build.cs", "#:package Newtonsoft.Json@13.0.3\nConsole.WriteLine();"),
            ("appsettings.json", """{ "Api": "https://localhost:5000" }"""),
            ("compose.yaml", "services: {}"));

        Assert.Equal(["appsettings.json(1,10): error STG1008"], Findings(repository));
    }

    [Fact]
    public void A_script_that_is_not_published_needs_no_published_settings()
    {
        using var repository = CheckedRepository.Committed(
            ("job.cs", "#:package Microsoft.Extensions.Hosting@10.0.0\nMicrosoft.Extensions.Hosting.Host.CreateApplicationBuilder(args).Build();"),
            ("job.settings.json", """{ "Api": "https://localhost:5000" }"""));

        Assert.Empty(Findings(repository));
    }

    [Fact]
    public void A_file_of_a_project_is_no_app()
    {
        using var repository = CheckedRepository.Committed(
            ("Core/Core.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"""),
            ("Core/shop.cs", Web),
            ("Core/shop.settings.json", """{ "Api": "https://localhost:5000" }"""));

        Assert.DoesNotContain("STG1008", repository.Check().Output);
    }

    private static IEnumerable<string> Findings(CheckedRepository repository) =>
        repository.Check().Lines.Where(line => line.Contains(": error STG1") || line.Contains(": warning STG1")).Select(line => line[..(line.IndexOf(" STG1", StringComparison.Ordinal) + " STG1008".Length)]);
}
