namespace StageReady.Tool.Tests;

/// <summary>The analyzers, hosted without a build: what binds is bound, what does not is taken by its name.</summary>
public class CodeCheckTests
{
    private const string Program = """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.UseSwaggerUI();
        app.Run();
        """;

    private const string Migration = """
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations;

        public partial class AddOrders : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "Note", table: "Orders", nullable: true);
                migrationBuilder.AddColumn<string>(name: "Remark", table: "Orders", nullable: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
            }
        }
        """;

    [Fact]
    public void An_endpoint_outside_development_is_found_without_a_restore()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/Program.cs", Program));

        var result = repository.Check();

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("App/Program.cs(3,5): error STG1102: UseSwaggerUI is reachable in every environment", result.Lines[0]);
    }

    [Fact]
    public void A_migration_without_Down_is_found_without_a_restore()
    {
        using var repository = CheckedRepository.Committed(("Data/Data.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""), ("Data/20240101_AddOrders.cs", Migration));

        Assert.Contains(repository.Check().Lines, line => line.StartsWith("Data/20240101_AddOrders.cs(13,29): error STG2001: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_that_Down_creates_again_is_compared_with_the_Designer_of_the_migration_before()
    {
        using var repository = CheckedRepository.Committed(
            ("Data/Data.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
            ("Data/1_Start.Designer.cs", Designer("1_Start", "Start")),
            ("Data/1_Start.cs", "using Microsoft.EntityFrameworkCore.Migrations;\npartial class Start : Migration { protected override void Up(MigrationBuilder b) { } protected override void Down(MigrationBuilder b) { } }"),
            ("Data/2_Drop.Designer.cs", Designer("2_Drop", "Drop")),
            ("Data/2_Drop.cs", """
                using Microsoft.EntityFrameworkCore.Migrations;

                partial class Drop : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Orders");

                    protected override void Down(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.CreateTable("Orders", table => new { Id = table.Column<int>() }, constraints: table => table.PrimaryKey("PK_Orders", x => x.Id));
                }
                """));

        var result = repository.Check();

        Assert.Contains(result.Lines, line => line.Contains("STG2003: Up drops table Orders; Down creates it again without column Note", StringComparison.Ordinal));

        static string Designer(string id, string name) =>
            $$"""
            [DbContext(typeof(ShopContext))]
            [Migration("{{id}}")]
            partial class {{name}}
            {
                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity("Order", b => { b.Property<int>("Id"); b.Property<string>("Note"); b.HasKey("Id"); b.ToTable("Orders"); });
                }
            }
            """;
    }

    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseSwaggerUI();")]
    [InlineData("#if DEBUG\napp.UseSwaggerUI();\n#endif")]
    [InlineData("#pragma warning disable STG1102\napp.UseSwaggerUI();\n#pragma warning restore STG1102")]
    [InlineData("// app.UseSwaggerUI();")]
    public void What_is_guarded_left_out_of_a_release_or_suppressed_is_not_reported(string statement)
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject), ("App/Program.cs", Program.Replace("app.UseSwaggerUI();", statement)));

        Assert.Equal(new ToolResult(0, "No findings in 1 project\n", ""), repository.Check("--fail-on", "info"));
    }

    [Theory]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_diagnostic.STG1102.severity = none\n", "")]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_diagnostic.STG1102.severity = warning\n", "warning")]
    [InlineData(".editorconfig", "[Other/*.cs]\ndotnet_diagnostic.STG1102.severity = none\n", "error")]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.severity = none\n", "")]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.category-StageReady.Configuration.severity = warning\n", "warning")]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.category-StageReady.Migrations.severity = none\n", "error")]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.severity = none\ndotnet_diagnostic.STG1102.severity = suggestion\n", "info")]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.severity = wrong\n", "error")]
    [InlineData(".globalconfig", "is_global = true\ndotnet_analyzer_diagnostic.severity = suggestion\n", "info")]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.STG1102.severity = suggestion\n", "info")]
    [InlineData("Directory.Build.props", "<Project><PropertyGroup><NoWarn>$(NoWarn);STG1102</NoWarn></PropertyGroup></Project>", "")]
    [InlineData("App/Suppressions.cs", """[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("StageReady.Configuration", "STG1102", Justification = "internal")]""", "")]
    public void Severities_and_suppressions_hold_as_in_a_build(string path, string text, string severity)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/Program.cs", Program), (path, text));

        var result = repository.Check("--format", "github");

        var command = severity switch { "info" => "::notice ", "" => "", _ => $"::{severity} " };
        Assert.StartsWith(command, result.Output);
        Assert.Equal(severity.Length == 0, result.Output.Length == 0);
        Assert.Equal(severity == "error" ? 1 : 0, result.ExitCode);
    }

    [Theory]
    [InlineData("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "error STG1107", "error STG1020")]
    [InlineData("<WarningsAsErrors>STG1107</WarningsAsErrors>", "error STG1107", "warning STG1020")]
    [InlineData("<WarningsAsErrors>STG1020</WarningsAsErrors>", "warning STG1107", "error STG1020")]
    [InlineData("<TreatWarningsAsErrors>true</TreatWarningsAsErrors><WarningsNotAsErrors>STG1107;STG1020</WarningsNotAsErrors>", "warning STG1107", "warning STG1020")]
    [InlineData("<WarningsAsErrors>STG1107;STG1020</WarningsAsErrors><NoWarn>STG1107</NoWarn>", null, "error STG1020")]
    [InlineData("", "warning STG1107", "warning STG1020")]
    public void Warnings_become_errors_where_the_build_makes_them_so(string properties, string? code, string file)
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject.Replace("<ImplicitUsings>", properties + "<ImplicitUsings>", StringComparison.Ordinal)),
            ("App/Tunnel.cs", "class Tunnel { public System.Uri Address { get; } = new(\"https://abc.ngrok.io/\"); }"),
            ("App/appsettings.Development.json", "{}"));

        var output = repository.Check().Output;

        Assert.Contains(file, output);
        Assert.Contains(code ?? "", output);
        Assert.Equal(code is not null, output.Contains("STG1107"));
    }

    [Fact]
    public void The_roles_of_stageready_json_hold_for_code()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Program.cs", Program.Replace("app.UseSwaggerUI();", "if (app.Environment.IsEnvironment(\"Laptop\")) app.UseSwaggerUI();")),
            ("stageready.json", """{ "environments": { "Laptop": "development" } }"""));

        Assert.DoesNotContain("STG1102", repository.Check().Output);
    }

    [Fact]
    public void A_test_project_may_do_what_an_application_may_not()
    {
        using var repository = CheckedRepository.Committed(("App.Tests/App.Tests.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.0" /></ItemGroup>
            </Project>
            """), ("App.Tests/Program.cs", Program));

        Assert.Equal(0, repository.Check().ExitCode);
    }

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web", "", "App/appsettings.Production.json", true)]
    [InlineData("Microsoft.NET.Sdk.Worker", "", "App/appsettings.Staging.json", true)]
    [InlineData("Microsoft.NET.Sdk.Web", "<IsTestProject>true</IsTestProject>", "App/appsettings.Production.json", false)]
    [InlineData("Microsoft.NET.Sdk.Web", "", "App/appsettings.Test.json", false)]
    [InlineData("Microsoft.NET.Sdk", "", "App/appsettings.Production.json", false)]
    public void A_test_project_with_the_settings_of_a_deployed_environment_is_told(string sdk, string property, string file, bool isTold)
    {
        using var repository = TestedApplication(sdk, property, file);

        var result = repository.Check();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            isTold ? $"App/App.csproj(1,1): warning: Microsoft.NET.Test.Sdk makes this a test project, which is not judged as an application; yet it has {Path.GetFileName(file)}. If it is deployed, move its tests into a project of their own, or set IsTestProject to false\n" : "",
            result.Error);
    }

    [Fact]
    public void An_application_that_says_it_is_no_test_project_is_judged_as_one()
    {
        using var repository = TestedApplication("Microsoft.NET.Sdk.Web", "<IsTestProject>false</IsTestProject>", "App/appsettings.Production.json");

        var result = repository.Check();

        Assert.Equal("", result.Error);
        Assert.Contains("error STG1102", result.Output);
    }

    private static CheckedRepository TestedApplication(string sdk, string property, string file) => CheckedRepository.Committed(
        ("App/App.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>{property}</PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.0" /></ItemGroup>
            </Project>
            """),
        ("App/Program.cs", Program),
        (file, "{}"));

    [Fact]
    public void A_file_that_two_projects_compile_is_reported_once()
    {
        using var repository = CheckedRepository.Committed(
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Compile Include="../Shared/*.cs" /></ItemGroup></Project>"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Compile Include="../Shared/*.cs" /></ItemGroup></Project>"""),
            ("Shared/AddOrders.cs", Migration));

        Assert.Single(repository.Check().Lines, line => line.Contains("error STG2001"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"packageFolders":{"/":{}},"libraries":{"X/1":{"path":"etc"}},"targets":{"net10.0":{"X/1":{"compile":{"passwd.dll":{},"../../x.dll":{}}}}}}""")]
    [InlineData("""{"packageFolders":[],"libraries":1,"targets":{}}""")]
    public void A_damaged_restore_is_as_good_as_none(string assets)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/Program.cs", Program), (".gitignore", "obj/\n"));
        repository.Write("App/obj/project.assets.json", assets);

        var result = repository.Check();

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("error STG1102", result.Output);
    }
}
