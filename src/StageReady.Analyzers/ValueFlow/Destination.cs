using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers.ValueFlow;

internal enum DestinationKind
{
    /// <summary>An argument of a method.</summary>
    Call,

    /// <summary>An argument of a constructor.</summary>
    Creation,

    /// <summary>The value of a member.</summary>
    Assignment,
}

/// <summary>A place outside the code of the compilation that a value reaches. Names are all that is known where a package is missing.</summary>
/// <param name="Node">The argument, or the assignment.</param>
/// <param name="Name">The method, the type that is created, or the member.</param>
/// <param name="Type">The type that has the method or the member; null if it does not bind.</param>
/// <param name="Receiver">The type of what the method is called on (an extension method belongs to another); null if it does not bind.</param>
/// <param name="Parameter">The name of the parameter, as far as the code tells or it binds.</param>
/// <param name="Ordinal">Which of the arguments, from 0.</param>
internal sealed record Destination(DestinationKind Kind, SyntaxNode Node, string Name, string? Type, string? Receiver, string? Parameter, int Ordinal)
{
    /// <summary>As a message calls it.</summary>
    public string Description => Kind switch
    {
        DestinationKind.Creation => "new " + Name,
        DestinationKind.Assignment when Type is not null => $"{Type}.{Name}",
        _ when Receiver is not null => $"{Receiver}.{Name}",
        _ => Name,
    };
}
