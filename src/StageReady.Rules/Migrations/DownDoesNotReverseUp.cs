namespace StageReady.Migrations;

/// <summary>STG2003: Down is there, and something of Up is left when it has run.</summary>
internal static class DownDoesNotReverseUp
{
    public static IEnumerable<(Operation Operation, string Message)> Judge(Migration migration) =>
        migration.Down != DownKind.Written || migration.DownIsEmpty || migration.IsDeclared
            ? []
            : migration.LeftOvers.Select(leftOver => (leftOver.Residue.Operation, $"Up {leftOver.Residue.Deed}; {leftOver.Residue.Missing}{leftOver.Where}"));
}
