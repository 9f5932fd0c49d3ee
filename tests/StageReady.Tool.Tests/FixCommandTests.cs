using System.Text;

namespace StageReady.Tool.Tests;

public class FixCommandTests
{
    private const string Program = "var app = WebApplication.Create();\r\nif (!app.Environment.IsProduction())\r\n{\r\n    app.UseDeveloperExceptionPage();\r\n}\r\napp.Run();\r\n";

    private static readonly string Mended = Program.Replace("!app.Environment.IsProduction()", "app.Environment.IsDevelopment()");

    [Fact]
    public void What_has_a_certain_fix_is_mended_and_listed()
    {
        using var repository = Repository(Program);

        var result = CheckedRepository.Run("fix", repository.Root);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["App/Program.cs(4): STG1102: Ask for development instead", "Mended 1 finding in 1 file"], result.Lines);
        Assert.Equal(Mended, File.ReadAllText(repository.Path("App/Program.cs")));
        Assert.Equal("Nothing to mend", CheckedRepository.Run("fix", repository.Root).Lines.Single());
    }

    [Fact]
    public void A_dry_run_prints_a_patch_that_git_applies_and_changes_nothing()
    {
        using var repository = Repository(Program.Replace("\r\n", "\n"));

        var result = CheckedRepository.Run("fix", repository.Root, "--rule", "STG1102", "--dry-run");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Would mend 1 finding in 1 file", result.Error);
        Assert.Equal(Program.Replace("\r\n", "\n"), File.ReadAllText(repository.Path("App/Program.cs")));
        repository.Write("mend.patch", result.Output);
        repository.Git("-C", repository.Root, "apply", "mend.patch");
        Assert.Equal(Mended.Replace("\r\n", "\n"), File.ReadAllText(repository.Path("App/Program.cs")));
    }

    [Fact]
    public void A_Down_is_written_from_the_model_of_the_migration_before()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Migrations/1_Start.cs", "using Microsoft.EntityFrameworkCore.Migrations;\npublic partial class Start : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder) { }\n\n    protected override void Down(MigrationBuilder migrationBuilder) { }\n}\n"),
            ("App/Migrations/1_Start.Designer.cs", Designer("Start", """b.Property<string>("Note").HasMaxLength(20).HasColumnType("TEXT");""")),
            ("App/Migrations/2_Change.cs", "using Microsoft.EntityFrameworkCore.Migrations;\npublic partial class Change : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder)\n    {\n        migrationBuilder.DropColumn(\"Note\", \"Orders\");\n    }\n\n    protected override void Down(MigrationBuilder migrationBuilder)\n    {\n    }\n}\n"),
            ("App/Migrations/2_Change.Designer.cs", Designer("Change", "")));

        var result = CheckedRepository.Run("fix", repository.Root, "--rule", "STG2001");

        Assert.Equal(["App/Migrations/2_Change.cs(9): STG2001: Write Down", "Mended 1 finding in 1 file"], result.Lines);
        Assert.Contains(
            """
                {
                    // The values of Orders.Note do not come back.
                    migrationBuilder.AddColumn<string>(
                        name: "Note",
                        table: "Orders",
                        type: "TEXT",
                        maxLength: 20,
                        nullable: true);
                }
            """,
            File.ReadAllText(repository.Path("App/Migrations/2_Change.cs")), StringComparison.Ordinal);

        static string Designer(string name, string property) =>
            $$"""
            [DbContext(typeof(ShopContext))]
            [Migration("{{(name == "Start" ? 1 : 2)}}_{{name}}")]
            partial class {{name}}
            {
                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity("Order", b =>
                        {
                            b.Property<int>("Id").HasColumnType("INTEGER");
                            {{property}}
                            b.HasKey("Id");
                            b.ToTable("Orders");
                        });
                }
            }
            """;
    }

    [Fact]
    public void The_byte_order_mark_of_a_settings_file_stays()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/appsettings.Staging.json", """{ "A": 1 }"""), ("App/appsettings.Production.json", "{}"));
        File.WriteAllText(repository.Path("App/appsettings.Production.json"), "{}", Encoding.UTF8);

        CheckedRepository.Run("fix", repository.Root);

        Assert.Equal([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("{\n  \"A\": \"TODO\"\n}")], File.ReadAllBytes(repository.Path("App/appsettings.Production.json")));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Encoding_and_byte_order_mark_stay(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        using var repository = Repository(Program);
        File.WriteAllText(repository.Path("App/Program.cs"), Program, encoding);

        CheckedRepository.Run("fix", repository.Root);

        Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes(Mended)], File.ReadAllBytes(repository.Path("App/Program.cs")));
    }

    [Theory]
    [InlineData("App/Program.g.cs", "")]
    [InlineData("App/Program.cs", "// <auto-generated />\n")]
    [InlineData("App/Program.cs", "#pragma warning disable STG1102, STG1103\n")]
    public void Generated_and_suppressed_code_stays(string path, string head)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), (path, head + Program));

        CheckedRepository.Run("fix", repository.Root);

        Assert.Equal(head + Program, File.ReadAllText(repository.Path(path)));
    }

    [Fact]
    public void A_file_that_git_does_not_track_stays()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject));
        repository.Write("App/Program.cs", Program);

        Assert.Equal("Nothing to mend", CheckedRepository.Run("fix", repository.Root).Lines.Single());
        Assert.Equal(Program, File.ReadAllText(repository.Path("App/Program.cs")));
    }

    [Fact]
    public void A_finding_at_error_level_without_a_certain_fix_fails()
    {
        using var repository = Repository("var app = WebApplication.Create();\napp.UseDeveloperExceptionPage().UseRouting();\n");

        var result = CheckedRepository.Run("fix", repository.Root);

        Assert.Equal((1, "Nothing to mend; 1 finding of these rules has no certain fix"), (result.ExitCode, result.Lines.Single()));
    }

    [Theory]
    [InlineData("STG9999", "There is no rule 'STG9999'")]
    [InlineData("STG4001", "STG4001 has no automatic fix")]
    public void A_rule_without_a_fix_is_unusable_input(string rule, string message)
    {
        using var repository = Repository(Program);

        var result = CheckedRepository.Run("fix", repository.Root, "--rule", rule);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error: {message}", result.Error);
    }

    [Fact]
    public void Configuration_is_mended_where_it_stands()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Program.cs", "var builder = WebApplication.CreateBuilder(args);\nConsole.WriteLine(builder.Configuration[\"Shop:Name\"]);\n"),
            ("App/appsettings.json", "{\r\n  // what all have\r\n  \"Stripe\": { \"ApiKey\": \"fT5kRw92mQzL0pVxA8sD\" },\r\n  \"Db\": \"Server=db;Database=Shop;TrustServerCertificate=True\",\r\n}\r\n"),
            ("App/appsettings.Development.json", """{ "Shop": { "Name": "Leaf" } }"""),
            ("App/appsettings.Staging.json", """{ "Smtp": { "Port": 587 } }"""),
            ("App/appsettings.Production.json", "{}"),
            ("App/stageready.json", """{ "externalKeys": ["Stripe:ApiKey"] }"""),
            (".gitattributes", "* -text\n"));

        var result = CheckedRepository.Run("fix", repository.Root);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                "App/appsettings.Development.json(1): STG1002: Add 'Shop:Name' as a placeholder to appsettings.Staging.json and appsettings.Production.json",
                "App/appsettings.Staging.json(1): STG1001: Add 'Smtp:Port' as a placeholder to appsettings.Production.json",
                "App/appsettings.json(3): STG1011: Take the secret out",
                "dotnet user-secrets set \"Stripe:ApiKey\" … --project App/App.csproj",
                "App/appsettings.json(4): STG1017: Remove 'TrustServerCertificate'",
                "Mended 4 findings in 3 files",
            ],
            result.Lines);
        Assert.Equal("{\r\n  // what all have\r\n  \"Stripe\": { \"ApiKey\": \"\" },\r\n  \"Db\": \"Server=db;Database=Shop\",\r\n}\r\n", File.ReadAllText(repository.Path("App/appsettings.json")));
        Assert.Equal("""{ "Smtp": { "Port": 587 }, "Shop": { "Name": "TODO" } }""", File.ReadAllText(repository.Path("App/appsettings.Staging.json")));
        Assert.Equal(
            "{\n  \"Shop\": {\n    \"Name\": \"TODO\"\n  },\n  \"Smtp\": {\n    \"Port\": \"TODO\"\n  }\n}",
            File.ReadAllText(repository.Path("App/appsettings.Production.json")));
        Assert.Equal("Nothing to mend", CheckedRepository.Run("fix", repository.Root).Lines.Single());
        Assert.DoesNotContain(repository.Check().Lines, line => line.Contains("STG1001: '") || line.Contains("STG1002: The") || line.Contains("error STG1"));
    }

    [Fact]
    public void No_patch_shows_a_secret()
    {
        const string Secret = "fT5kRw92mQzL0pVxA8sD";
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/appsettings.json", $$"""{ "Stripe": { "ApiKey": "{{Secret}}" } }"""),
            ("App/appsettings.Staging.json", """{ "Smtp": { "Port": 587 } }"""),
            ("App/appsettings.Production.json", "{}"));

        var result = CheckedRepository.Run("fix", repository.Root, "--dry-run");

        Assert.Contains("App/appsettings.json: not in the patch, which would show the secret that the file holds", result.Error);
        Assert.Contains("+++ b/App/appsettings.Production.json", result.Output);
        Assert.DoesNotContain(Secret, result.Output + result.Error);
        Assert.Contains(Secret, File.ReadAllText(repository.Path("App/appsettings.json")));
    }

    [Theory]
    [InlineData("// \"Password\": \"fT5kRw92mQzL0pVxA8sD\",")]
    [InlineData("// \"Password\": \"hunter\",")]
    [InlineData("/* \"Shop\": \"Server=db;User Id=shop;Password=molo\" */")]
    [InlineData("// Server=db;User Id=shop;Password=molo")]
    [InlineData("// the old one was fT5kRw92mQzL0pVxA8sD")]
    [InlineData("// amqp://shop:molo@mq.example.com")]
    public void No_patch_shows_a_secret_that_stands_in_a_comment(string comment)
    {
        using var repository = Incomplete(comment);

        var result = CheckedRepository.Run("fix", repository.Root, "--dry-run");

        Assert.Contains("App/appsettings.Production.json: not in the patch", result.Error);
        Assert.DoesNotContain("+++ b/App/appsettings.Production.json", result.Output);
    }

    [Theory]
    [InlineData("// the port of the mail server, see https://docs.example.com/mail#ports")]
    [InlineData("// \"Password\": \"<from the vault>\"")]
    [InlineData("// stageready: ignore STG1008 the agent runs on the same machine")]
    [InlineData("// \"Timeout\": \"00:00:30\", \"UseSsl\": true, appsettings.Production.json")]
    public void A_comment_that_holds_none_keeps_no_file_out_of_the_patch(string comment)
    {
        using var repository = Incomplete(comment);

        Assert.Contains("+++ b/App/appsettings.Production.json", CheckedRepository.Run("fix", repository.Root, "--dry-run").Output);
    }

    // Production lacks a key of staging, and has a comment.
    private static CheckedRepository Incomplete(string comment) => CheckedRepository.Committed(
        ("App/App.csproj", CheckedRepository.WebProject),
        ("App/appsettings.Staging.json", """{ "Smtp": { "Port": 587 } }"""),
        ("App/appsettings.Production.json", $"{{\n  {comment}\n  \"Shop\": {{ \"Name\": \"Shop\" }}\n}}\n"));

    [Fact]
    public void A_suppressed_finding_in_configuration_stays()
    {
        const string Text = "{\n  // stageready: ignore STG1011 of the sandbox\n  \"Stripe\": { \"ApiKey\": \"fT5kRw92mQzL0pVxA8sD\" }\n}\n";
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/appsettings.json", Text));

        Assert.Equal("Nothing to mend", CheckedRepository.Run("fix", repository.Root).Lines.Single());
        Assert.Equal(Text, File.ReadAllText(repository.Path("App/appsettings.json")));
    }

    private static CheckedRepository Repository(string program) =>
        CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/Program.cs", program), (".gitattributes", "* -text\n"));
}
