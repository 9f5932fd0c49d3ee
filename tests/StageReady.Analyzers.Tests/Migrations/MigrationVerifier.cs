using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Migrations;

namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>Runs the analyzer over one migration, or over whole files, with EF Core referenced. Findings are marked as <c>{|STG2003:…|}</c>.</summary>
internal static class MigrationVerifier
{
    private static readonly ReferenceAssemblies Framework =
        new("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.12"), Path.Combine("ref", "net10.0"));

    public static readonly ReferenceAssemblies EfCore = Framework.AddPackages(ImmutableArray.Create(new PackageIdentity("Microsoft.EntityFrameworkCore.Relational", "10.0.15")));

    public static readonly ReferenceAssemblies Sqlite = Framework.AddPackages(ImmutableArray.Create(new PackageIdentity("Microsoft.EntityFrameworkCore.Sqlite.Core", "10.0.15")));

    public static Task Bodies(string up, string down, ReferenceAssemblies? references = null) => Members(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder)
            {
        {{up}}
            }

            protected override void {|#0:Down|}(MigrationBuilder migrationBuilder)
            {
        {{down}}
            }
        """,
        references);

    public static Task Members(string members, ReferenceAssemblies? references = null) => Files(references, Class(members));

    public static string Class(string members) =>
        $$"""
        using System;
        using System.IO;
        using Microsoft.EntityFrameworkCore.Migrations;

        public partial class AddThings : Migration
        {
        {{members}}
        }
        """;

    public static Task Files(ReferenceAssemblies? references, params string[] sources) => Test(references, sources).RunAsync();

    /// <summary>One rule alone, whatever the others say of the same migration.</summary>
    public static CSharpAnalyzerTest<MigrationAnalyzer, DefaultVerifier> Only(Rule rule, string up, string down, ReferenceAssemblies? references = null)
    {
        var test = Test(references, Class(
            $$"""
                protected override void Up(MigrationBuilder migrationBuilder)
                {
            {{up}}
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
            {{down}}
                }
            """));
        test.DisabledDiagnostics.Clear();
        test.DisabledDiagnostics.AddRange(Catalogue.All.Where(other => other.Family == RuleFamily.Migrations && other != rule).Select(other => other.Id));
        return test;
    }

    /// <summary>The rules on whether Down brings the schema back, without those on data and on what else Down does.</summary>
    public static CSharpAnalyzerTest<MigrationAnalyzer, DefaultVerifier> Test(ReferenceAssemblies? references, params string[] sources)
    {
        var test = new CSharpAnalyzerTest<MigrationAnalyzer, DefaultVerifier> { ReferenceAssemblies = references ?? EfCore };
        test.DisabledDiagnostics.AddRange([Catalogue.DownTouchesWhatUpDidNot.Id, Catalogue.DataNotUndone.Id, Catalogue.UpDestroysData.Id, Catalogue.DownFails.Id, Catalogue.RollbackUnknown.Id]);
        for (var i = 0; i < sources.Length; i++)
            test.TestState.Sources.Add(($"/0/2024010100000{i}_AddThings.cs", sources[i]));
        return test;
    }
}
