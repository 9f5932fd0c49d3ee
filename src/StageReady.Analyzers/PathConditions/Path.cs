using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers.PathConditions;

/// <summary>A condition or a call that stands between the start of the application and a piece of code, and what it lets through.</summary>
internal readonly record struct PathStep(SyntaxNode Node, Reachability Reach);

/// <summary>In which environments code is reached, and by which steps, the innermost first.</summary>
internal sealed record Path(Reachability Reach, ImmutableList<PathStep> Steps)
{
    public static Path Open { get; } = new(Reachability.Always, ImmutableList<PathStep>.Empty);

    public static Path Closed { get; } = new(Reachability.Never, ImmutableList<PathStep>.Empty);

    public static Path Unknown { get; } = new(Reachability.Unknown, ImmutableList<PathStep>.Empty);

    public static Path operator &(Path inner, Path outer) => new(inner.Reach & outer.Reach, inner.Steps.AddRange(outer.Steps));

    public Path Through(SyntaxNode node, Reachability reach) => new(Reach & reach, Steps.Add(new PathStep(node, reach)));

    /// <summary>One of several paths: its own steps, and the reach of all.</summary>
    public Path Widened(Reachability reach) => this with { Reach = reach };
}

/// <summary>The call through which a function is looked at, so that its parameters have values.</summary>
internal sealed record Binding(IMethodSymbol Function, SyntaxNode Call, Binding? Caller);
