namespace StageReady.Migrations;

/// <summary>Finds what Up destroys of the data that was there before it. What was copied before, or cannot be known, is not lost.</summary>
internal sealed class DataLosses(List<SchemaObject> objects, IReadOnlyList<Operation> up, string? provider)
{
    private const string Acknowledge = "say with a comment 'stageready: data-loss REASON' why it may go";

    private readonly List<DataLoss> _losses = [];

    public IReadOnlyList<DataLoss> Find()
    {
        foreach (var original in objects)
        {
            if (!original.IsOriginal || original.IsUncertain || original.Table is { IsOriginal: false } or { IsUncertain: true })
                continue;
            if (original is { DroppedInUp: true, FirstName.Kind: ObjectKind.Table or ObjectKind.Column })
                JudgeDrop(original);
            else if (original.FirstName.Kind == ObjectKind.Column)
                JudgeAlter(original);
        }

        return _losses;
    }

    private void JudgeDrop(SchemaObject original)
    {
        var drop = original.DroppedBy!;
        if (drop.IfExists || IsComputedOrGenerated(original) || IsCopiedBefore(original.Name.Name, drop) || IsCopiedBefore(original.FirstName.Name, drop))
            return;

        var renamed = objects.Find(other => other.CreatedInUp && other.IsAlive && other.Table == original.Table && other.Moves.Exists(move => !move.InUp) && other.Name.IsSame(original.FirstName));
        _losses.Add(renamed is null
            ? new DataLoss(drop, IsRename: false, $"Up {drop} with the data in it. Copy the data first, or {Acknowledge}")
            : new DataLoss(drop, IsRename: true, $"Up {drop} and creates {renamed.FirstName.Name}, which Down renames to {original.FirstName.Name}: the values may not come back. Rename it in Up too"));
    }

    private void JudgeAlter(SchemaObject column)
    {
        foreach (var (alter, inUp) in column.Alters)
        {
            if (!inUp || IsCopiedBefore(column.Name.Name, alter))
                continue;
            if (alter.BecomesRequired)
                _losses.Add(new DataLoss(alter, IsRename: false, $"Up makes {alter.Subject} required, and nothing fills the nulls. Give it a default or fill it first, or {Acknowledge}"));
            else if (alter.DiscardsValues)
                _losses.Add(new DataLoss(alter, IsRename: false, $"Up converts {alter.Subject} to what does not hold its values (USING). Copy the data first, or {Acknowledge}"));
            else if (provider != DatabaseProvider.Sqlite && Narrowing.Of(alter) is { } narrowing)
                _losses.Add(new DataLoss(alter, IsRename: false, $"Up narrows {alter.Subject} from {narrowing}: what does not fit is cut or refused. Check the data first, or {Acknowledge}"));
        }
    }

    /// <summary>Raw SQL or an update before it names the object: its data went elsewhere, or the nulls are filled.</summary>
    private bool IsCopiedBefore(string name, Operation before)
    {
        foreach (var operation in up)
        {
            if (ReferenceEquals(operation, before))
                return false;
            if (operation.Verb == Verb.Unknown && (operation.Text is null || NetState.Mentions(operation.Text, name)))
                return true;
            if (operation.Verb is Verb.Insert or Verb.Update or Verb.Create or Verb.Replace && operation.Text is { } text && NetState.Mentions(text, name))
                return true;
            if (operation.Verb == Verb.Update && operation.Columns.Contains(name, StringComparer.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Down tells that the column holds nothing of its own.</summary>
    private bool IsComputedOrGenerated(SchemaObject original) => objects.Exists(other =>
        !other.IsOriginal && !other.CreatedInUp && other.Table == original.Table && other.FirstName.IsSame(original.FirstName)
        && (other.CreatedBy!.New.Stated.ContainsKey("computedColumnSql") || other.CreatedBy.New.Stated.ContainsKey("rowVersion")));
}
