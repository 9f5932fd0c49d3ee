namespace StageReady.Migrations;

/// <summary>How the schema after Up and Down differs from the schema before.</summary>
internal enum ResidueKind
{
    NotDropped,

    /// <summary>Down drops the column of an index or a key but leaves the index or key, which the database refuses.</summary>
    ColumnDroppedFirst,
    NotCreatedAgain,
    NotRenamedBack,
    NotAlteredBack,
    NotReplacedBack,

    /// <summary>Down creates a dropped table, or a part of one, otherwise than it was.</summary>
    NotCreatedAsItWas,
}

/// <summary>What is left when Down has run after Up.</summary>
/// <param name="Operation">The operation that nothing reverses.</param>
/// <param name="InUp">Whether it stands in Up. One in Down destroys or adds what Up did not touch.</param>
/// <param name="Detail">What differs, where the operation alone does not tell.</param>
internal sealed record Residue(ResidueKind Kind, Operation Operation, bool InUp, string? Detail = null)
{
    /// <summary>"Down does not drop it": what is missing in Down.</summary>
    public string Missing => Detail ?? Kind switch
    {
        ResidueKind.NotDropped => "Down does not drop it",
        ResidueKind.ColumnDroppedFirst => $"Down drops its column without dropping the {Operation.Subject.KindName} first, which the database refuses",
        ResidueKind.NotCreatedAgain => Operation.Subject.Kind is ObjectKind.Column || Operation.Subject.IsConstraint ? "Down does not add it again" : "Down does not create it again",
        ResidueKind.NotRenamedBack => "Down does not rename it back",
        ResidueKind.NotAlteredBack => "Down does not alter it back",
        _ => "Down does not put the old definition back",
    };

    /// <summary>"Up adds column Orders.Note" without the "Up".</summary>
    public string Deed => Kind == ResidueKind.NotReplacedBack ? $"replaces {Operation.Subject}" : Operation.ToString();
}
