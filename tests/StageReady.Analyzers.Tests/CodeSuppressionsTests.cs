using StageReady.Analyzers.Configuration;
using StageReady.Analyzers.Migrations;

namespace StageReady.Analyzers.Tests;

/// <summary>The entries of stageready.json that suppress findings in C#, and the comments of web.config.</summary>
public sealed class CodeSuppressionsTests
{
    private const string Migration = """
        using Microsoft.EntityFrameworkCore.Migrations;
        public class AddStock : Migration
        {
            protected override void Up(MigrationBuilder b) => b.AddColumn<int>("Stock", "Products", nullable: true);
            protected override void {|STG2001:Down|}(MigrationBuilder b) { }
        }
        """;

    [Theory]
    [InlineData("""{ "rule": "STG1102", "file": "Test0.cs", "reason": "Behind a gateway" }""")]
    [InlineData("""{ "rule": "STG1102", "file": "**/*.cs", "reason": "Behind a gateway", "expires": "2999-01-01" }""")]
    public Task An_entry_with_a_reason_suppresses(string entry) => Verify("var app = WebApplication.Create(); app.UseDeveloperExceptionPage();", entry);

    [Theory]
    [InlineData("""{ "rule": "STG1102", "file": "Test0.cs" }""")]
    [InlineData("""{ "rule": "STG1105", "file": "Test0.cs", "reason": "Behind a gateway" }""")]
    [InlineData("""{ "rule": "STG1102", "file": "Other.cs", "reason": "Behind a gateway" }""")]
    [InlineData("""{ "rule": "STG1102", "file": "Test0.cs", "key": "A", "reason": "Behind a gateway" }""")]
    [InlineData("""{ "rule": "STG1102", "file": "Test0.cs", "reason": "Behind a gateway", "expires": "2020-01-01" }""")]
    public Task Without_a_reason_for_something_else_or_after_its_last_day_it_does_not(string entry) => Verify("var app = WebApplication.Create(); app.{|STG1102:UseDeveloperExceptionPage|}();", entry);

    [Fact]
    public Task It_holds_for_migrations() => new Verifier<MigrationAnalyzer>(Migration.Replace("{|STG2001:Down|}", "Down"))
        .WithAdditionalFile("/0/stageready.json", """{ "suppressions": [{ "rule": "STG2001", "file": "*.cs", "reason": "Rolled back by restore" }] }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_comment_suppresses_in_web_config() => new Verifier<ConfigurationAnalyzer>("class Shop;")
        .WithBuildProperty("ProjectDir", "/web/")
        .WithBuildProperty("StageReadyIsApplication", "true")
        .WithAdditionalFile("/web/appsettings.json", "{}")
        .WithAdditionalFile("/web/web.config", """
            <configuration>
              <system.web>
                <!-- stageready: ignore STG1016 the site is for testers -->
                <compilation debug="true" />
                {|STG1016:<trace enabled="true" />|}
              </system.web>
            </configuration>
            """)
        .RunAsync(TestContext.Current.CancellationToken);

    private static Task Verify(string code, string entry) => new Verifier<DevelopmentEndpointReachable>(code)
        .WithAdditionalFile("/0/stageready.json", $$"""{ "suppressions": [{{entry}}] }""")
        .RunAsync(TestContext.Current.CancellationToken);
}
