using StageReady.Analyzers.Configuration;

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
}
