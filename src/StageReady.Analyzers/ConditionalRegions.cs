using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers;

/// <summary>The parts of a file between <c>#if</c> and <c>#endif</c>.</summary>
internal static class ConditionalRegions
{
    public static bool Contain(Location location)
    {
        if (location.SourceTree?.GetRoot() is not CompilationUnitSyntax { ContainsDirectives: true } root)
            return false;

        var depth = 0;
        for (var directive = root.GetFirstDirective(); directive is not null && directive.SpanStart < location.SourceSpan.Start; directive = directive.GetNextDirective())
        {
            depth += directive.Kind() switch
            {
                SyntaxKind.IfDirectiveTrivia => 1,
                SyntaxKind.EndIfDirectiveTrivia => -1,
                _ => 0,
            };
        }

        return depth > 0;
    }
}
