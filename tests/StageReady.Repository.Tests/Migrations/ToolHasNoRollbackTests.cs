namespace StageReady.Repository.Tests.Migrations;

public class ToolHasNoRollbackTests
{
    private const string Remedy =
        "has no rollback: what its scripts change stays when the release goes back. Say in the rollback plan how the database gets back: a backup to restore, or a script that repairs it";

    [Theory]
    [InlineData("dbup", "DbUp")]
    [InlineData("dbup-core", "DbUp")]
    [InlineData("dbup-sqlserver", "DbUp")]
    [InlineData("DbUp-PostgreSQL", "DbUp")]
    [InlineData("grate", "grate")]
    [InlineData("grate.sqlserver", "grate")]
    [InlineData("Evolve", "Evolve")]
    public void A_project_that_references_such_a_tool(string package, string tool) =>
        Assert.Equal([$"STG2011 Info Shop.csproj(3,5): {tool} {Remedy}"], Scripts.Judge(ProjectWith(package)));

    [Theory]
    [InlineData("dbupdater")]
    [InlineData("Evolve.Client")]
    [InlineData("evolution")]
    [InlineData("grateful")]
    [InlineData("FluentMigrator")]
    public void Other_packages_are_none_of_them(string package) => Assert.Empty(Scripts.Judge(ProjectWith(package)));

    [Fact]
    public void It_is_said_once_for_a_project() => Assert.Single(Scripts.Judge("""
        --- Shop.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="dbup-core" />
            <PackageReference Include="dbup-mysql" />
            <PackageReference Include="Evolve" />
          </ItemGroup>
        </Project>
        """));

    [Fact]
    public void A_package_that_another_file_adds_is_reported_at_the_project() => Assert.Equal(
        ["STG2011 Info src/Shop.csproj(1,1)"],
        Scripts.Places("""
            --- Directory.Build.props
            <Project><ItemGroup><PackageReference Include="dbup-core" /></ItemGroup></Project>
            --- src/Shop.csproj
            <Project Sdk="Microsoft.NET.Sdk" />
            """));

    [Fact]
    public void A_local_tool_is_reported_in_its_manifest() => Assert.Equal(
        ["STG2011 Info .config/dotnet-tools.json(4,5)"],
        Scripts.Places("""
            --- .config/dotnet-tools.json
            {
              "version": 1,
              "tools": {
                "grate": { "version": "2.0.0", "commands": [ "grate" ] },
                "dotnet-ef": { "version": "10.0.0", "commands": [ "dotnet-ef" ] }
              }
            }
            """));

    [Theory]
    [InlineData("--- .config/dotnet-tools.json\n{ \"tools\": { \"dotnet-ef\": { \"version\": \"10.0.0\" } } }")]
    [InlineData("--- .config/dotnet-tools.json\n{ \"tools\": ")]
    [InlineData("--- tools.json\n{ \"tools\": { \"grate\": { \"version\": \"2.0.0\" } } }")]
    public void Other_manifests(string text) => Assert.Empty(Scripts.Judge(text));

    [Fact]
    public void A_test_project_fills_no_database_that_is_released_but_tells_whose_the_scripts_are() => Assert.Empty(Scripts.Judge("""
        --- tests/Tests.csproj
        <Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="xunit" /><PackageReference Include="Evolve" /></ItemGroup></Project>
        --- tests/Fixture.cs
        var evolve = new Evolve(connection) { Locations = ["../../../../db"] };
        --- db/V1__a.sql
        CREATE TABLE t (a int);
        """));

    [Theory]
    [InlineData("src/Scripts/2_b.up.sql", "src/Program.cs", "")]
    [InlineData("db/V1__a.sql", "src/Program.cs", "new Evolve(c) { Locations = new[] { \"../../db\" } };")]
    [InlineData("db/sql/orders/V1__a.sql", "src/Program.cs", "var evolve = new Evolve(c) { Locations = [Path.Combine(\"db\", \"sql\")] };")]
    [InlineData("db/sql/V1__a.sql", "src/appsettings.json", "{ \"Evolve\": { \"Locations\": [ \"db/sql\" ] } }")]
    [InlineData("db/sql/V1__a.sql", "src/Program.cs", "new Evolve(c, @\"..\\db\\sql\");")]
    public void The_scripts_of_its_folder_and_those_that_it_names_need_no_undo(string script, string file, string text) => Assert.Equal(
        ["STG2011 Info src/Shop.csproj(3,5)"],
        Scripts.Places($"{ProjectWith("Evolve").Replace("Shop.csproj", "src/Shop.csproj", StringComparison.Ordinal)}\n--- {file}\n{text}\n--- {script}\nCREATE TABLE t (a int);"));

    [Fact]
    public void Scripts_that_its_project_file_embeds_need_no_undo() => Assert.Equal(
        ["STG2011 Info src/Shop.csproj(3,5)"],
        Scripts.Places(ProjectWith("dbup-core").Replace("Shop.csproj", "src/Shop.csproj", StringComparison.Ordinal).Replace("</ItemGroup>", "<EmbeddedResource Include=\"..\\db\\*.sql\" /></ItemGroup>", StringComparison.Ordinal) + """

            --- db/V1__a.sql
            CREATE TABLE t (a int);
            """));

    [Theory]
    [InlineData("billing/sql/V1__a.sql", "")]
    [InlineData("src/Billing/sql/V1__a.sql", "--- src/Billing/Billing.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n")]
    [InlineData("billing/sql/V1__a.sql", "--- src/Program.cs\nnew Evolve(c, \"sql\");\n")]
    [InlineData("billing/sql/V1__a.sql", "--- src/Other.cs\nvar path = \"billing/sql\";\n")]
    public void Scripts_of_another_service_are_judged(string script, string files) => Assert.Equal(
        [$"STG2010 Error {script}(1,1)"],
        Scripts.Places($"{ProjectWith("Evolve").Replace("Shop.csproj", "src/Shop.csproj", StringComparison.Ordinal)}\n{files}--- {script}\nCREATE TABLE t (a int);")
            .Where(place => !place.StartsWith("STG2011", StringComparison.Ordinal)));

    [Theory]
    [InlineData("db/up/1_a.up.sql", "", true)]
    [InlineData("db/V1__a.sql", "--- deploy.sh\ndotnet grate \\\n  --files=./db\n", true)]
    [InlineData("db/V1__a.sql", "--- .github/workflows/deploy.yml\njobs:\n  deploy:\n    steps:\n      - run: dotnet grate --files db\n", true)]
    [InlineData("db/V1__a.sql", "", false)]
    [InlineData("db/V1__a.sql", "--- deploy.sh\nflyway -locations=filesystem:db migrate\n", false)]
    public void A_local_tool_runs_what_its_commands_name(string script, string files, bool isItsOwn) => Assert.Equal(
        isItsOwn ? [] : [$"STG2010 Error {script}(1,1)"],
        Scripts.Places($$"""
            --- .config/dotnet-tools.json
            { "tools": { "grate": { "version": "2.0.0" } } }
            {{files}}--- {{script}}
            CREATE TABLE t (a int);
            """).Where(place => !place.StartsWith("STG2011", StringComparison.Ordinal)));

    [Fact]
    public void Scripts_of_which_one_has_an_undo_or_a_directive_are_not_its_own() => Assert.Equal(
        ["STG2010 Error db/V2__b.sql(1,1)", "STG2010 Error other/1_c.sql(2,1)"],
        Scripts.Places(ProjectWith("dbup-core") + """

            --- db/V1__a.sql
            CREATE TABLE t (a int);
            --- db/U1__a.sql
            DROP TABLE t;
            --- db/V2__b.sql
            CREATE TABLE s (a int);
            --- other/1_c.sql
            -- migrate:up
            CREATE TABLE r (a int);
            """).Where(place => !place.StartsWith("STG2011", StringComparison.Ordinal)));

    private static string ProjectWith(string package) => $"""
        --- Shop.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <PackageReference Include="{package}" Version="1.0.0" />
          </ItemGroup>
        </Project>
        """;
}
