using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.Analyzers;

/// <summary>The catalogue and its findings in Roslyn's terms.</summary>
internal static class Descriptors
{
    private static readonly ConcurrentDictionary<Rule, DiagnosticDescriptor> Cache = new();

    public static DiagnosticDescriptor For(Rule rule) => Cache.GetOrAdd(rule, static rule => new DiagnosticDescriptor(
        rule.Id,
        rule.Title,
        "{0}",
        rule.Category,
        ToRoslyn(rule.Severity),
        isEnabledByDefault: rule.IsOnByDefault,
        helpLinkUri: rule.HelpLink,
        customTags: rule == Catalogue.DevelopmentKeyNotDeployed ? [WellKnownDiagnosticTags.CompilationEnd] : []));

    /// <summary>A diagnostic in a file that is no C# (AdditionalFiles).</summary>
    public static Diagnostic ToDiagnostic(this Finding finding) =>
        Create(finding.Rule, finding.Severity, ToLocation(finding.Span), finding.Related.Select(ToLocation), finding.Message);

    /// <summary>A diagnostic in C#.</summary>
    public static Diagnostic Create(Rule rule, Severity severity, Location location, IEnumerable<Location> related, string message, ImmutableDictionary<string, string?>? properties = null) =>
        Diagnostic.Create(For(rule), location, ToRoslyn(severity), related, properties, message);

    /// <summary>The same, as a warning if it is an error.</summary>
    public static Diagnostic WithoutError(this Diagnostic diagnostic) => diagnostic.Severity != DiagnosticSeverity.Error
        ? diagnostic
        : Diagnostic.Create(diagnostic.Descriptor, diagnostic.Location, DiagnosticSeverity.Warning, diagnostic.AdditionalLocations, diagnostic.Properties, diagnostic.GetMessage(CultureInfo.InvariantCulture));

    private static Location ToLocation(SourceSpan span) => Location.Create(
        span.Path,
        new TextSpan(span.Start, span.Length),
        new LinePositionSpan(
            new LinePosition(span.StartLine - 1, span.StartColumn - 1),
            new LinePosition(span.EndLine - 1, span.EndColumn - 1)));

    private static DiagnosticSeverity ToRoslyn(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
