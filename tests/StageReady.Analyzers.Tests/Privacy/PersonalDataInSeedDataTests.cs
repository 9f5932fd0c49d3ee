using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Privacy;

namespace StageReady.Analyzers.Tests.Privacy;

public sealed class PersonalDataInSeedDataTests
{
    private const string Remedy = ". Every environment and every copy of the database gets it. Use that of a role or a made-up one, or load it where it is needed";

    [Theory]
    [InlineData("""model.Entity<User>().HasData(new User { Id = 1, Email = {|#0:"petra.lindqvist@gmail.com"|} });""", "The seed data of 'User.Email' holds a personal e-mail address")]
    [InlineData("""migrationBuilder.InsertData(table: "Users", column: "Email", value: {|#0:"petra.lindqvist@gmail.com"|});""", "The seed data of 'Users.Email' holds a personal e-mail address")]
    [InlineData("""migrationBuilder.Sql("INSERT INTO Users (Id, Email) VALUES (1, {|#0:'petra.lindqvist@gmail.com'|})");""", "The seed data of 'Users.Email' holds a personal e-mail address")]
    [InlineData("""migrationBuilder.Sql("INSERT INTO Users VALUES (1, {|#0:'petra.lindqvist@gmail.com'|})");""", "The seed data of 'Users' holds a personal e-mail address")]
    [InlineData("""model.Entity<User>().HasData(new[] { new { Id = 1, Email = {|#0:"petra.lindqvist@gmail.com"|} } });""", "The seed data of 'Email' holds a personal e-mail address")]
    public Task The_message_names_the_column_and_never_the_value(string statement, string message)
    {
        var test = new Verifier<SeedDataAnalyzer>(Seed(statement));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("STG5002", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message + Remedy));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Email", "petra.lindqvist@gmail.com")]
    [InlineData("Phone", "+46 70 174 06 38")]
    [InlineData("Phone", "(212) 736-3100")]
    [InlineData("SocialSecurityNumber", "536-22-8731")]
    [InlineData("Account", "DE44500105175407324931")]
    [InlineData("Card", "4929 4212 3460 0821")]
    public Task What_STG5001_knows_is_reported(string column, string value) => Verifier<SeedDataAnalyzer>.VerifyAsync(Seed($$"""
        model.Entity<User>().HasData(new { Id = 1, {{column}} = {|STG5002:"{{value}}"|} });
        migrationBuilder.InsertData("People", new[] { "Id", "{{column}}" }, new object[] { 1, {|STG5002:"{{value}}"|} });
        migrationBuilder.Sql("INSERT INTO People (Id, {{column}}) VALUES (1, {|STG5002:'{{value}}'|})");
        """));

    [Theory]
    [InlineData("info@contoso.com")]
    [InlineData("admin@gmail.com")]
    [InlineData("petra.lindqvist@example.com")]
    [InlineData("petra.lindqvist@contoso.com")]
    [InlineData("+44 20 7946 0123")]
    [InlineData("(212) 555-0123")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("123-45-6789")]
    [InlineData("DE89370400440532013000")]
    [InlineData("4929 4212 3460 0822")]
    [InlineData("Petra Lindqvist")]
    public Task Role_mailboxes_examples_fictional_and_test_numbers_are_fine(string value) => Verifier<SeedDataAnalyzer>.VerifyAsync(Seed($$"""
        model.Entity<User>().HasData(new { Id = 1, Email = "{{value}}", Phone = "{{value}}", Card = "{{value}}", SocialSecurityNumber = "{{value}}" });
        migrationBuilder.InsertData("People", new[] { "Phone", "Card" }, new object[] { "{{value}}", "{{value}}" });
        migrationBuilder.Sql("INSERT INTO People (Email, Phone, Card) VALUES ('{{value}}', '{{value}}', '{{value}}')");
        """));

    [Theory]
    [InlineData("""model.Entity<User>().HasData(new User { Id = 1, Email = "admin@contoso.com" }, new User { Id = 2, Email = {|STG5002:"petra.lindqvist@gmail.com"|} });""")]
    [InlineData("""model.Entity<User>().HasData(new User[] { new() { Email = {|STG5002:"petra.lindqvist@gmail.com"|} } });""")]
    [InlineData("""model.Entity<User>().HasData(new List<User> { new(1, {|STG5002:"petra.lindqvist@gmail.com"|}) });""")]
    [InlineData("""model.Entity<User>().HasData(new User(2, email: {|STG5002:"petra.lindqvist@gmail.com"|}));""")]
    [InlineData("""model.Entity<User>().HasData(new Dictionary<string, object> { ["Email"] = {|STG5002:"petra.lindqvist@gmail.com"|} });""")]
    [InlineData("""var users = new[] { new User { Email = {|STG5002:"petra.lindqvist@gmail.com"|} } }; model.Entity<User>().HasData(users);""")]
    [InlineData("""model.Entity<User>(user => user.HasData(new { Phone = {|STG5002:"+46 70 174 06 38"|} }));""")]
    public Task HasData_is_read(string statements) => Verifier<SeedDataAnalyzer>.VerifyAsync(Seed(statements));

    [Fact]
    public Task Seeds_that_stand_apart_are_read() => Verifier<SeedDataAnalyzer>.VerifyAsync(
        Seed("model.Entity<User>().HasData(Users.All); model.Entity<User>().HasData(Users.Make());"),
        """
        internal static class Users
        {
            public static readonly User[] All = [new User(1, {|STG5002:"petra.lindqvist@gmail.com"|})];
            public static List<User> Make() { return new List<User> { new User { Email = {|STG5002:"per.lindqvist@gmail.com"|} } }; }
            public static readonly User[] Others = [new User(1, "petra.lindqvist@gmail.com")];
        }
        """);

    [Theory]
    [InlineData("""migrationBuilder.InsertData(table: "Users", columns: new[] { "Id", "Email" }, values: new object[,] { { 1, "admin@contoso.com" }, { 2, {|STG5002:"petra.lindqvist@gmail.com"|} } });""")]
    [InlineData("""migrationBuilder.InsertData(table: "Users", columns: ["Id", "Phone"], values: [1, {|STG5002:"(212) 736-3100"|}]);""")]
    [InlineData("""migrationBuilder.InsertData("Users", new[] { "Phone", "Number" }, new object[] { {|STG5002:"(212) 736-3100"|}, "(212) 736-3100" });""")]
    [InlineData("""migrationBuilder.UpdateData(table: "Users", keyColumn: "Id", keyValue: 1, column: "Email", value: {|STG5002:"petra.lindqvist@gmail.com"|});""")]
    public Task The_values_of_a_migration_are_read_with_their_columns(string statement) => Verifier<SeedDataAnalyzer>.VerifyAsync(Seed(statement));

    [Theory]
    [InlineData("""Insert.IntoTable("Users").Row(new { Id = 1, Email = {|STG5002:"petra.lindqvist@gmail.com"|} }).Row(new { Id = 2, Email = {|STG5002:"per.lindqvist@gmail.com"|} });""")]
    [InlineData("""Insert.IntoTable("Users").InSchema("dbo").Row(new Dictionary<string, object> { { "Email", {|STG5002:"petra.lindqvist@gmail.com"|} } });""")]
    [InlineData("""Update.Table("Users").Set(new { Email = {|STG5002:"petra.lindqvist@gmail.com"|} }).Where(new { Id = 1 });""")]
    [InlineData("""Execute.Sql("UPDATE Users SET Email = {|STG5002:'petra.lindqvist@gmail.com'|} WHERE Id = 1");""")]
    [InlineData("""grid.Row(new { Email = "petra.lindqvist@gmail.com" }); cache.Set(new { Email = "petra.lindqvist@gmail.com" });""")]
    public Task FluentMigrator_is_known_by_its_names(string statement) => new Verifier<SeedDataAnalyzer>(Seed(statement))
        .WithFrameworkOnly()
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""migrationBuilder.Sql(@"INSERT INTO Users (Id, Email) VALUES (1, {|STG5002:'petra.lindqvist@gmail.com'|})");""")]
    [InlineData("""migrationBuilder.Sql("INSERT INTO Users (Id, Email) " + "VALUES (1, {|STG5002:'petra.lindqvist@gmail.com'|})");""")]
    [InlineData("""migrationBuilder.Sql($"INSERT INTO {name} (Id, Email) VALUES (1, {|STG5002:'petra.lindqvist@gmail.com'|})");""")]
    [InlineData("""const string Script = "INSERT INTO Users (Id, Email) VALUES (1, {|STG5002:'petra.lindqvist@gmail.com'|})"; migrationBuilder.Sql(Script);""")]
    [InlineData("""migrationBuilder.Sql("UPDATE Users SET Email = 'admin@contoso.com', Phone = {|STG5002:'(212) 736-3100'|} WHERE Id = 1");""")]
    [InlineData("""migrationBuilder.Sql("INSERT INTO a (x) VALUES ({|STG5002:'per.lindqvist@gmail.com'|}), ({|STG5002:'per.lindqvist@gmail.com'|})");""")]
    [InlineData("""migrationBuilder.Sql({|STG5002:"INSERT INTO a (x) VALUES ('per\u002Elindqvist@gmail.com')"|});""")]
    [InlineData("""migrationBuilder.Sql("EXEC({|STG5002:N'INSERT INTO a (x) VALUES (''per.lindqvist@gmail.com'')'|})");""")]
    [InlineData("""migrationBuilder.Sql("DELETE FROM Users WHERE Email = 'petra.lindqvist@gmail.com'");""")]
    [InlineData("""migrationBuilder.Sql($"INSERT INTO Users (Email) VALUES ('petra.{name}@gmail.com')");""")]
    public Task Raw_SQL_is_read_and_the_finding_stands_at_the_value(string statements) => Verifier<SeedDataAnalyzer>.VerifyAsync(Seed(statements));

    [Fact]
    public Task Raw_string_literals_are_read() => Verifier<SeedDataAnalyzer>.VerifyAsync(Seed(""""
        migrationBuilder.Sql("""
                    INSERT INTO Users (Id, Email)
                    VALUES (1, {|STG5002:'petra.lindqvist@gmail.com'|});
                    """);
        """"));

    [Theory]
    [InlineData("/src/Migrations/20260102_Users.Designer.cs")]
    [InlineData("/src/Migrations/ShopContextModelSnapshot.cs")]
    public Task The_Designer_and_the_snapshot_repeat_what_HasData_says(string path)
    {
        var test = new Verifier<SeedDataAnalyzer>("internal class Empty;");
        test.TestState.Sources.Add((path, Seed("""model.Entity<User>().HasData(new { Email = "petra.lindqvist@gmail.com" });""")));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_migration_that_is_marked_as_generated_is_judged() => Verifier<SeedDataAnalyzer>.VerifyAsync(
        "// <auto-generated />\n" + Seed("""migrationBuilder.InsertData("Users", "Email", {|STG5002:"petra.lindqvist@gmail.com"|});"""));

    [Fact]
    public Task Test_projects_are_not_judged() => new Verifier<SeedDataAnalyzer>(Seed("""model.Entity<User>().HasData(new { Email = "petra.lindqvist@gmail.com" });"""))
        .WithBuildProperty("IsTestProject", "true")
        .WithAdditionalFile("/src/seed.sql", "INSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com');", ("StageReadyKind", "Script"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("INSERT INTO Users (Id, Email) VALUES (1, {|STG5002:'petra.lindqvist@gmail.com'|});")]
    [InlineData("INSERT INTO [dbo].[Users] ([Id], [Phone]) VALUES (1, {|STG5002:N'(212) 736-3100'|})\nGO")]
    [InlineData("INSERT INTO `Users` SET `Id` = 1, `Email` = {|STG5002:'petra.lindqvist@gmail.com'|};")]
    [InlineData("INSERT INTO Users (Id, Phone) SELECT 1, {|STG5002:'(212) 736-3100'|} UNION ALL SELECT 2, {|STG5002:'(212) 736-3101'|} WHERE 'petra.lindqvist@gmail.com' = x;")]
    [InlineData("INSERT INTO Users (Id, Email, Card) VALUES (1, lower({|STG5002:'petra.lindqvist@gmail.com'|}), {|STG5002:4929421234600821|});")]
    [InlineData("MERGE INTO Users AS t USING s ON t.Id = s.Id WHEN NOT MATCHED THEN INSERT (Id, Phone) VALUES (1, {|STG5002:'(212) 736-3100'|});")]
    [InlineData("IF NOT EXISTS (SELECT 1 FROM Users WHERE Email = 'petra.lindqvist@gmail.com')\nINSERT INTO Users (Phone) VALUES ({|STG5002:'(212) 736-3100'|})")]
    [InlineData("-- INSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com');\nSELECT 'petra.lindqvist@gmail.com';")]
    [InlineData("COPY public.users (id, email, phone) FROM stdin;\n1\t{|STG5002:petra.lindqvist@gmail.com|}\t\\N\n2\tinfo@contoso.com\t{|STG5002:(212) 736-3100|}\n\\.\nSELECT 'per.lindqvist@gmail.com';")]
    [InlineData("COPY users (id, email) FROM STDIN WITH (FORMAT csv, DELIMITER ';');\r\n1;\"{|STG5002:petra.lindqvist@gmail.com|}\"\r\n\\.\r\n")]
    [InlineData("COPY users (email, id) FROM STDIN CSV;\n{|STG5002:petra.lindqvist@gmail.com|},1\n")]
    [InlineData("COPY users (id, email) FROM '/tmp/users.csv';\nSELECT 'petra.lindqvist@gmail.com';")]
    [InlineData("COPY users TO STDOUT;\n1\tpetra.lindqvist@gmail.com\n")]
    [InlineData("EXEC ({|STG5002:'INSERT INTO Users (Email) VALUES (''petra.lindqvist@gmail.com'')'|});")]
    [InlineData("EXECUTE sp_executesql @stmt = {|STG5002:N'INSERT INTO Users (Phone) VALUES (''(212) 736-3100'')'|};\nGO")]
    [InlineData("DO $body$ BEGIN INSERT INTO users (email) VALUES ({|STG5002:'petra.lindqvist@gmail.com'|}); END $body$;")]
    [InlineData("EXEC sp_send_mail @to = 'petra.lindqvist@gmail.com';")]
    [InlineData("EXEC ('SELECT * FROM Users WHERE Email = ''petra.lindqvist@gmail.com''');")]
    [InlineData("CREATE TABLE Users (Email varchar(40) DEFAULT 'petra.lindqvist@gmail.com');")]
    [InlineData("INSERT INTO Stores (Id, Phone) VALUES (1, '(212) 736-3100');")]
    public Task A_script_is_read(string sql) => new Verifier<SeedDataAnalyzer>("internal class Empty;")
        .WithAdditionalFile("/src/Scripts/seed.sql", sql, ("StageReadyKind", "Script"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("INSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com'); -- stageready: ignore STG5002 she agreed")]
    [InlineData("-- stageready: ignore STG5002 she agreed\nINSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com');")]
    [InlineData("/* stageready: ignore STG5002 she agreed */ INSERT INTO Users (Email) VALUES ('it''s', 'petra.lindqvist@gmail.com');")]
    [InlineData("-- stageready: ignore STG5002\nINSERT INTO Users (Email) VALUES ({|STG5002:'petra.lindqvist@gmail.com'|});")]
    [InlineData("SELECT '-- stageready: ignore STG5002 she agreed';\nINSERT INTO Users (Email) VALUES ({|STG5002:'petra.lindqvist@gmail.com'|});")]
    public Task A_comment_with_a_reason_suppresses(string sql) => new Verifier<SeedDataAnalyzer>("internal class Empty;")
        .WithAdditionalFile("/src/Scripts/seed.sql", sql, ("StageReadyKind", "Script"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_entry_of_the_settings_suppresses() => new Verifier<SeedDataAnalyzer>("internal class Empty;")
        .WithAdditionalFile("/src/seed.sql", "INSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com');", ("StageReadyKind", "Script"))
        .WithAdditionalFile("/src/stageready.json", """{ "suppressions": [{ "rule": "STG5002", "file": "seed.sql", "reason": "she agreed" }] }""", ("StageReadyKind", "Settings"))
        .RunAsync(TestContext.Current.CancellationToken);

    private static string Seed(string statements) => $$"""
        #nullable disable
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;

        internal sealed class Seed
        {
            public void Run(ModelBuilder model, MigrationBuilder migrationBuilder, string name)
            {
                {{statements}}
            }
        }

        internal sealed class User
        {
            public User() { }
            public User(int id, string email) => (Id, Email) = (id, email);
            public int Id { get; set; }
            public string Email { get; set; }
        }
        """;
}
