using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.Analyzers.Tests;

/// <summary>
/// Runs one analyzer as the compiler would, over sources with markup (<c>{|STG1102:UseSwagger|}</c>) and additional files. The sources see ASP.NET Core and the
/// packages of SourcesUnderTest.props, the implicit usings of the Web SDK, and may hold top-level statements.
/// </summary>
internal sealed class Verifier<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    public Verifier(params string[] sources)
    {
        foreach (var source in sources)
            TestState.Sources.Add(source);
        if (sources.Length > 0)
            TestState.Sources.Add(("/src/GlobalUsings.cs", GlobalUsings));

        ReferenceAssemblies = References.NothingToDownload;
        TestState.AdditionalReferences.AddRange(References.All);
        SolutionTransforms.Add((solution, project) => solution.WithProjectAssemblyName(project, "Shop"));
        TestState.OutputKind = sources.Length > 0 && HasTopLevelStatements(sources) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
    }

    /// <summary>The diagnostics of the sources' markup, and no others.</summary>
    public static Task VerifyAsync(params string[] sources) => new Verifier<TAnalyzer>(sources).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>As <c>stageready check</c> sees a repository that is not restored: packages are missing, so much does not bind.</summary>
    public Verifier<TAnalyzer> WithFrameworkOnly()
    {
        TestState.AdditionalReferences.Clear();
        TestState.AdditionalReferences.AddRange(References.Framework);
        CompilerDiagnostics = CompilerDiagnostics.None;
        return this;
    }

    /// <summary>Nothing binds at all.</summary>
    public Verifier<TAnalyzer> WithoutReferences()
    {
        TestState.AdditionalReferences.Clear();
        CompilerDiagnostics = CompilerDiagnostics.None;
        return this;
    }

    /// <summary>A file handed to the compiler as AdditionalFiles, with its metadata as the SDK makes it visible; its text may hold markup.</summary>
    public Verifier<TAnalyzer> WithAdditionalFile(string path, string text, params (string Name, string Value)[] metadata)
    {
        TestState.AdditionalFiles.Add((path, text));
        if (metadata.Length > 0)
            AddGlobalConfig(path, metadata.Select(pair => ($"build_metadata.AdditionalFiles.{pair.Name}", pair.Value)));
        return this;
    }

    /// <summary>An MSBuild property that the SDK makes visible to analyzers.</summary>
    public Verifier<TAnalyzer> WithBuildProperty(string name, string value)
    {
        AddGlobalConfig(section: null, [($"build_property.{name}", value)]);
        return this;
    }

    private void AddGlobalConfig(string? section, IEnumerable<(string Key, string Value)> options) => TestState.AnalyzerConfigFiles.Add((
        $"/{TestState.AnalyzerConfigFiles.Count}.globalconfig",
        string.Join('\n', ["is_global = true", .. section is null ? [] : new[] { $"[{section}]" }, .. options.Select(option => $"{option.Key} = {option.Value}")])));

    private static bool HasTopLevelStatements(string[] sources) => sources.Any(source =>
    {
        TestFileMarkupParser.GetSpans(source, out var code, out ImmutableArray<TextSpan> _);
        return CSharpSyntaxTree.ParseText(code).GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
    });
}
