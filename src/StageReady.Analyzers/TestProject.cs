using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers;

/// <summary>Whether a compilation is one of tests, which are never deployed.</summary>
internal static class TestProject
{
    private static readonly Regex Word = new("(?:^|[a-z0-9._-])Test(?:s|ing)?(?![a-z])", RegexOptions.CultureInvariant);

    private static readonly string[] Frameworks = ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"];

    /// <summary>A test project, or a library for test projects by its name: <c>Shop.IntegrationTestCommon</c>.</summary>
    public static bool IsOrSupports(Compilation compilation, AnalyzerOptions options) =>
        Is(compilation, options)
        || (compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && compilation.AssemblyName is { } name && Word.IsMatch(name));

    public static bool Is(Compilation compilation, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var value) && value.Length > 0
            ? string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)
            : compilation.ReferencedAssemblyNames.Any(assembly => Frameworks.Contains(assembly.Name, StringComparer.OrdinalIgnoreCase));
}
