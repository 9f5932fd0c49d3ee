namespace StageReady.Tool.Tests;

public class ConfigurationCheckTests
{
    [Fact]
    public void The_configuration_of_an_application_is_checked()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/appsettings.json", "{}"),
            ("App/appsettings.Production.json", "{\n  \"Cache\": \"https://localhost:6379\"\n}"));

        Assert.StartsWith("App/appsettings.Production.json(2,12): error STG1008: ", repository.Check().Lines[0]);
    }

    [Theory]
    [InlineData("{\n  \"A\": 1,\n  \"a\": 2\n}", 3)]
    [InlineData("{\n  \"A\": \n", 3)]
    [InlineData("", 1)]
    [InlineData("\0\u0001\u0002\uFFFD", 1)]
    public void A_file_that_cannot_load_is_a_finding_at_its_line(string text, int line)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/appsettings.json", text));

        var result = repository.Check();

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.StartsWith($"App/appsettings.json({line},", result.Lines[0]);
        Assert.Contains("error STG1021", result.Lines[0]);
    }

    [Fact]
    public void Each_project_has_the_files_of_its_own_folder()
    {
        using var repository = CheckedRepository.Committed(
            ("App.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""),
            ("tests/Tests.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>"""),
            ("tests/appsettings.Production.json", """{ "Cache": "https://localhost:6379" }"""),
            ("appsettings.json", "{}"));

        Assert.DoesNotContain("STG1008", repository.Check().Output);
    }

    [Fact]
    public void A_file_that_two_projects_link_is_part_of_the_configuration_of_both_and_each_finding_is_told_once()
    {
        const string Links = """
            <ItemGroup><Content Include="..\shared\appsettings*.json" Link="%(Filename)%(Extension)" CopyToOutputDirectory="PreserveNewest" /></ItemGroup></Project>
            """;
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject.Replace("</Project>", Links, StringComparison.Ordinal)),
            ("App/appsettings.Production.json", """{ "Api": "https://api.example.com" }"""),
            ("Jobs/Jobs.csproj", CheckedRepository.WebProject.Replace("</Project>", Links, StringComparison.Ordinal)),
            ("Jobs/appsettings.UAT.json", """{ "Cache": "https://cache.uat.example.com" }"""),
            ("Jobs/Mail.cs", """
                using Microsoft.Extensions.Configuration;
                public class Mail(IConfiguration configuration) { public int Use() => configuration["Mail:Host"]!.Length; }
                """),
            ("shared/appsettings.json", """{ "Api": "https://localhost:5000", "Cache": "https://localhost:6379" }"""),
            ("shared/appsettings.Development.json", """{ "Mail": { "Host": "localhost" } }"""),
            ("shared/appsettings.Staging.json", """{ "Api": "https://api.staging.example.com" }"""));

        Assert.Equal(
            [
                "shared/appsettings.Development.json(1,1): warning STG1020",
                "shared/appsettings.Development.json(1,21): warning STG1002",
                "shared/appsettings.json(1,10): error STG1008",
                "shared/appsettings.json(1,45): error STG1008",
            ],
            repository.Check().Lines.Where(line => line.Contains(" STG1")).Select(line => line[..(line.IndexOf(" STG1", StringComparison.Ordinal) + " STG1008".Length)]));
    }

    [Fact]
    public void Files_that_the_code_adds_are_part_of_the_configuration()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Program.cs", """
                var builder = WebApplication.CreateBuilder(args);
                builder.Configuration.AddJsonFile("config/shop.json").AddJsonFile($"config/shop.{builder.Environment.EnvironmentName}.json", optional: true);
                System.Console.WriteLine(builder.Configuration["Mail:Host"]!.Length);
                """),
            ("App/appsettings.json", """{ "Api": "https://localhost:5000" }"""),
            ("App/appsettings.Development.json", """{ "Mail": { "Host": "localhost" } }"""),
            ("App/config/shop.json", """{ "Cache": "https://localhost:6379" }"""),
            ("App/config/shop.Production.json", """{ "Api": "https://api.example.com", "Mail": { "Host": "mail.example.com" } }"""),
            ("App/config/other.json", "{"));

        Assert.Equal(
            ["App/appsettings.Development.json(1,1): warning STG1020", "App/config/shop.json(1,12): error STG1008"],
            repository.Check().Lines.Where(line => line.Contains(" STG1")).Select(line => line[..(line.IndexOf(" STG1", StringComparison.Ordinal) + " STG1008".Length)]));
    }

    [Fact]
    public void The_application_settings_file_is_that_of_the_assembly()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><AssemblyName>shop</AssemblyName></PropertyGroup></Project>"""),
            ("App/shop.settings.json", "{"),
            ("App/App.settings.json", "{"));

        Assert.Equal(["App/shop.settings.json"], repository.Check().Lines.Where(line => line.Contains(": error ")).Select(line => line.Split('(')[0]));
    }

    [Fact]
    public void A_setting_of_stageready_json_holds_for_the_projects_below_it()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/appsettings.Production.json", """{ "Cache": "https://localhost:6379" }"""),
            ("stageready.json", """{ "sidecars": ["localhost:6379"] }"""));

        Assert.DoesNotContain("STG1008", repository.Check().Output);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_a_finding_not_a_crash()
    {
        using var repository = new CheckedRepository(("App/App.csproj", CheckedRepository.WebProject));
        File.CreateSymbolicLink(repository.Path("App/appsettings.json"), "gone.json");

        Assert.Contains("App/appsettings.json(1,1): error STG1021", repository.Check().Output);
    }

    [Fact]
    public void What_the_code_reads_and_only_development_sets_is_found()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Program.cs", """
                var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args);
                System.Console.WriteLine(builder.Configuration["Shop:Name"]);
                """),
            ("App/appsettings.json", "{}"),
            ("App/appsettings.Development.json", """{ "Shop": { "Name": "Leaf", "Unread": 1 } }"""));

        var line = Assert.Single(repository.Check("--fail-on", "warning").Lines, line => line.Contains(": warning STG1002"));
        Assert.StartsWith("App/appsettings.Development.json(1,21): warning STG1002: The code reads 'Shop:Name', which is set here and not for Production", line);
    }

    [Fact]
    public void The_keys_of_a_section_that_code_binds_to_a_dictionary_are_data()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Program.cs", """
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.Configure<Carriers>(builder.Configuration.GetSection("Shop"));
                """),
            ("App/Carriers.cs", "public sealed class Carriers { public Dictionary<string, string> Urls { get; set; } = []; }"),
            ("App/appsettings.json", "{}"),
            ("App/appsettings.Staging.json", """{ "Shop": { "Urls": { "Post": "a" }, "Name": "b" } }"""),
            ("App/appsettings.Production.json", "{}"));

        var line = Assert.Single(repository.Check().Lines, line => line.Contains(": warning STG1001"));
        Assert.Contains("'Shop:Name'", line);
    }

    private const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""";

    private static string References(string name) => $"<ItemGroup><ProjectReference Include=\"../{name}/{name}.csproj\" /></ItemGroup></Project>";

    [Theory]
    [InlineData("builder.Services.AddMail(builder.Configuration.GetSection(\"Mail\"));", "static void AddMail(this IServiceCollection services, IConfiguration section) => services.Configure<MailOptions>(section);", true)]
    [InlineData("builder.Services.AddMail(builder.Configuration.GetSection(\"Post\"));", "static void AddMail(this IServiceCollection services, IConfiguration section) => services.Configure<MailOptions>(section);", false)]
    [InlineData("", "static void AddMail(this IServiceCollection services, IConfiguration all) => services.Configure<MailOptions>(all.GetSection(\"Mail\"));", false)]
    [InlineData("builder.Services.AddMail(builder.Configuration);", "static void AddMail(this IServiceCollection services, IConfiguration all) => services.AddPart(all.GetSection(\"Mail\")); static void AddPart(this IServiceCollection services, IConfiguration section) => services.Configure<MailOptions>(section);", true)]
    [InlineData("builder.Services.AddPart<Own>(builder.Configuration, \"Mail\");", "static void AddPart<T>(this IServiceCollection services, IConfiguration all, string name) where T : class => services.Configure<T>(all.GetSection(name));", true)]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddMail(builder.Configuration.GetSection(\"Mail\"));", "static void AddMail(this IServiceCollection services, IConfiguration section) => services.Configure<MailOptions>(section);", false)]
    public void What_an_application_hands_to_its_library_is_read_there(string call, string methods, bool isFound)
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject.Replace("</Project>", References("Core"), StringComparison.Ordinal)),
            ("App/Program.cs", $"var builder = WebApplication.CreateBuilder(args);\n{call}\npublic class Own {{ public string Host {{ get; set; }} = null!; }}"),
            ("Other/Other.csproj", CheckedRepository.WebProject.Replace("</Project>", References("Core"), StringComparison.Ordinal)),
            ("Other/Program.cs", "var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddMail(builder.Configuration.GetSection(\"Mail\"));"),
            ("Core/Core.csproj", Library),
            ("Core/Mail.cs", $$"""
                using Microsoft.Extensions.Configuration;
                using Microsoft.Extensions.DependencyInjection;
                public class MailOptions { public string Host { get; set; } = null!; }
                public static class Mail { {{methods.Replace("static void", "public static void", StringComparison.Ordinal)}} }
                """),
            ("App/appsettings.Development.json", """{ "Mail": { "Host": "localhost" }, "Host": "localhost" }"""),
            ("App/appsettings.Production.json", "{}"));

        Assert.Equal(
            isFound ? ["App/appsettings.Development.json(1,21)"] : [],
            repository.Check().Lines.Where(line => line.Contains(" warning STG1002")).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("configuration[\"Mail:Host\"]!.Length", true)]
    [InlineData("configuration.GetConnectionString(\"Shop\")!.Length", false)]
    [InlineData("(configuration[\"Mail:Host\"] ?? \"mail\").Length", false)]
    [InlineData("configuration[\"Mail:Port\"]!.Length", false)]
    public void What_a_library_of_the_repository_reads_the_application_needs(string read, bool isFound)
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject.Replace("</Project>", "<ItemGroup><ProjectReference Include=\"..\\Core\\Core.csproj\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("Core/Core.csproj", Library.Replace("</Project>", "<ItemGroup><ProjectReference Include=\"../Mail/Mail.csproj\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("Mail/Mail.csproj", Library),
            ("Mail/Mail.cs", $$"""
                using Microsoft.Extensions.Configuration;
                public class Mail(IConfiguration configuration) { public int Use() => {{read}}; }
                """),
            ("App/appsettings.Development.json", """{ "Mail": { "Host": "localhost" } }"""),
            ("App/appsettings.Production.json", "{}"));

        Assert.Equal(isFound, repository.Check().Output.Contains("App/appsettings.Development.json(1,21): warning STG1002: The code reads 'Mail:Host'"));
    }

    [Fact]
    public void What_an_application_that_is_referenced_reads_is_its_own()
    {
        using var repository = CheckedRepository.Committed(
            ("Host/Host.csproj", CheckedRepository.WebProject.Replace("</Project>", "<ItemGroup><ProjectReference Include=\"..\\App\\App.csproj\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Mail.cs", """
                using Microsoft.Extensions.Configuration;
                public class Mail(IConfiguration configuration) { public int Use() => configuration["Mail:Host"]!.Length; }
                """),
            ("Host/appsettings.Development.json", """{ "Mail": { "Host": "localhost" } }"""),
            ("Host/appsettings.Production.json", "{}"));

        Assert.DoesNotContain("STG1002", repository.Check().Output);
    }

    [Fact]
    public void A_section_that_a_library_binds_to_a_dictionary_holds_data()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject.Replace("</Project>", "<ItemGroup><ProjectReference Include=\"../Core/Core.csproj\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("Core/Core.csproj", Library),
            ("Core/Prices.cs", """
                using Microsoft.Extensions.Configuration;
                public class Prices(IConfiguration configuration) { public object? All => configuration.GetSection("Prices").Get<Dictionary<string, int>>(); }
                """),
            ("App/appsettings.Staging.json", """{ "Prices": { "Bicycle": 1 }, "Limit": 5 }"""),
            ("App/appsettings.Production.json", "{}"));

        var output = repository.Check().Output;

        Assert.Contains("STG1001: 'Limit'", output);
        Assert.DoesNotContain("Prices:Bicycle", output);
    }
}
