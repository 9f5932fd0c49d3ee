using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers;

/// <summary>Whether a compilation is one of tests, which are never deployed.</summary>
internal static class TestProject
{
    private const string Word = "Test";

    private static readonly string[] Frameworks = ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core", "Microsoft.AspNetCore.Mvc.Testing"];

    /// <summary>A test project, or a library for test projects by its name: <c>Shop.IntegrationTestCommon</c>.</summary>
    public static bool IsOrSupports(Compilation compilation, AnalyzerOptions options) =>
        Is(compilation, options)
        || (compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && compilation.AssemblyName is { } name && HasTestWord(name));

    public static bool Is(Compilation compilation, AnalyzerOptions options) =>
        BuildProperty.Of(options, "IsTestProject") is { Length: > 0 } value
            ? string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)
            : compilation.ReferencedAssemblyNames.Any(assembly => Frameworks.Contains(assembly.Name, StringComparer.OrdinalIgnoreCase));

    // Test, Tests or Testing as a word of its own: not Latest, TestFlight or Attestation.
    private static bool HasTestWord(string name)
    {
        for (var at = name.IndexOf(Word, StringComparison.Ordinal); at >= 0; at = name.IndexOf(Word, at + 1, StringComparison.Ordinal))
        {
            var rest = name.Substring(at + Word.Length);
            var isWhole = rest.Length == 0 || !IsLower(rest[0]) || EndsAfter(rest, "s") || EndsAfter(rest, "ing");
            if (isWhole && (at == 0 || IsLower(name[at - 1]) || char.IsDigit(name[at - 1]) || name[at - 1] is '.' or '_' or '-'))
                return true;
        }

        return false;

        static bool EndsAfter(string rest, string ending) => rest.StartsWith(ending, StringComparison.Ordinal) && (rest.Length == ending.Length || !IsLower(rest[ending.Length]));

        static bool IsLower(char character) => character is >= 'a' and <= 'z';
    }
}
