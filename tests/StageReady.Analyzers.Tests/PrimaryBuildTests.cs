using StageReady.Analyzers.Configuration;
using StageReady.Analyzers.Migrations;

namespace StageReady.Analyzers.Tests;

/// <summary>A multi-targeted project compiles once per target framework; each finding is reported once.</summary>
public sealed class PrimaryBuildTests
{
    private const string Property = "StageReadyPrimaryBuild";

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    public Task The_primary_compile_reports_everything(string value) => new Verifier<DevelopmentEndpointReachable>("""
        var app = WebApplication.Create();
        app.{|STG1102:UseSwaggerUI|}();
        #if NET8_0_OR_GREATER || !NET8_0_OR_GREATER
        app.{|STG1102:UseSwaggerUI|}();
        #endif
        """).WithBuildProperty(Property, value).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Another_compile_reports_only_what_stands_in_a_conditional_region() => new Verifier<DevelopmentEndpointReachable>("""
        var app = WebApplication.Create();
        app.UseSwaggerUI();
        #if NET8_0_OR_GREATER
        app.UseRouting();
        #else
        app.{|STG1102:UseSwaggerUI|}();
        #if !NETFRAMEWORK
        app.UseRouting();
        #endif
        app.{|STG1102:UseSwaggerUI|}();
        #endif
        app.UseSwaggerUI();
        """).WithBuildProperty(Property, "false").RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("true", "{|STG2001:Down|}")]
    [InlineData("false", "Down")]
    public Task Migrations_are_left_to_the_primary_compile_too(string value, string down) => new Verifier<MigrationAnalyzer>($$"""
        using Microsoft.EntityFrameworkCore.Migrations;
        public class Forgotten : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateSequence("Orders");
            protected override void {{down}}(MigrationBuilder migrationBuilder) { }
        }
        """).WithBuildProperty(Property, value).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("net8.0", "NETFRAMEWORK || !NET9_0_OR_GREATER", false)]
    [InlineData("net8.0", "!NETSTANDARD", false)]
    [InlineData("net8.0", "(NETCOREAPP && !NET10_0 && NETCOREAPP3_1_OR_GREATER) || !NETCOREAPP", false)]
    [InlineData("net9.0-windows", "NET9_0 || !NET", false)]
    [InlineData("netstandard2.0", "NETSTANDARD1_6_OR_GREATER || !NETSTANDARD", false)]
    [InlineData("net48", "NETFRAMEWORK || !NET", false)]
    [InlineData("net472", "!NET48_OR_GREATER && (NET472 || true)", false)]
    [InlineData("net9.0", "NET10_0_OR_GREATER || !NETCOREAPP", true)]
    [InlineData("net10.0", "!NET10_0_OR_GREATER || !NET5_0_OR_GREATER", true)]
    [InlineData("netstandard2.0", "!NETSTANDARD", true)]
    [InlineData("net8.0", "!OWN_SYMBOL", true)]
    [InlineData("net8.0", "!OWN_SYMBOL || NET", false)]
    [InlineData("uap10.0", "!NETSTANDARD", true)]
    [InlineData("", "!NETSTANDARD", true)]
    public Task What_the_primary_compile_sees_too_is_left_to_it(string primary, string condition, bool isReported) => new Verifier<DevelopmentEndpointReachable>($$"""
        var app = WebApplication.Create();
        #if {{condition}}
        app.{{(isReported ? "{|STG1102:UseSwaggerUI|}" : "UseSwaggerUI")}}();
        #endif
        #if !({{condition}})
        #else
        app.{{(isReported ? "{|STG1102:UseSwaggerUI|}" : "UseSwaggerUI")}}();
        #endif
        """).WithBuildProperty(Property, "false").WithBuildProperty("StageReadyPrimaryFramework", primary).RunAsync(TestContext.Current.CancellationToken);
}
