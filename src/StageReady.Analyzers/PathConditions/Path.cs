using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.PathConditions;

internal enum StepKind
{
    Condition,

    /// <summary>A function is called here.</summary>
    Call,

    /// <summary>A function that nothing in this compilation calls begins here.</summary>
    Entry,
}

/// <summary>What stands between the start of the application and a piece of code, and what it lets through.</summary>
internal sealed record PathStep(SyntaxNode Node, Reachability Reach, StepKind Kind);

/// <summary>In which environments code is reached, and by which steps, the innermost first.</summary>
internal sealed record Path(Reachability Reach, ImmutableList<PathStep> Steps)
{
    public static Path Open { get; } = new(Reachability.Always, ImmutableList<PathStep>.Empty);

    public static Path Closed { get; } = new(Reachability.Never, ImmutableList<PathStep>.Empty);

    public static Path Unknown { get; } = new(Reachability.Unknown, ImmutableList<PathStep>.Empty);

    public static Path From(SyntaxNode entry, Reachability reach) => new(reach, ImmutableList.Create(new PathStep(entry, reach, StepKind.Entry)));

    public static Path operator &(Path inner, Path outer) => new(inner.Reach & outer.Reach, inner.Steps.AddRange(outer.Steps));

    public static Path In(string environment) => new(Reachability.In(environment), ImmutableList<PathStep>.Empty);

    public Path Through(SyntaxNode condition, Reachability reach) => new(Reach & reach, Steps.Add(new PathStep(condition, reach, StepKind.Condition)));

    public Path CalledAt(SimpleNameSyntax use) => this with { Steps = Steps.Add(new PathStep(use, Reachability.Always, StepKind.Call)) };

    /// <summary>The same as the path to an instance: what is called on the way there does not call what the instance is asked for.</summary>
    public Path WithoutCalls() => this with { Steps = Steps.RemoveAll(step => step.Kind == StepKind.Call) };

    /// <summary>One of several paths: its own steps, and the reach of all.</summary>
    public Path Widened(Reachability reach) => this with { Reach = reach };
}

/// <summary>The call through which a function is looked at, so that its parameters have values.</summary>
internal sealed record Binding(IMethodSymbol Function, SyntaxNode Call, Binding? Caller);
