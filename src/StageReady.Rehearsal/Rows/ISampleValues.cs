namespace StageReady.Rehearsal;

/// <summary>Writes values that fit a column, as literals of SQL.</summary>
internal interface ISampleValues
{
    /// <summary>How a name is quoted.</summary>
    string Quote(string name);

    /// <summary>A query for values as they are stored; what it returns are literals.</summary>
    string AsLiteral(string quotedColumn);

    /// <summary>A value that differs for each number, as far as the type has that many; null if none is known for the type.</summary>
    string? ValueOf(Column column, int number);
}
