namespace StageReady.Migrations;

/// <summary>Some columns of some rows: for each row the C# of their values, in the order of the columns.</summary>
internal sealed record RowValues(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
