using static StageReady.Migrations.Models.TableModel;

namespace StageReady.Migrations.Models;

/// <summary>
/// Goes back through the migrations before one, from the last to the first, to the operation from which a part of a table has its definition. That is what the database
/// has, also where a migration was written otherwise than its model.
/// </summary>
/// <param name="part">The part by its last name.</param>
/// <param name="provider">The family of the database, or null if it is not known.</param>
internal sealed class PartHistory(SchemaName part, string? provider)
{
    private readonly List<Operation> _renames = [];
    private SchemaName _part = part;
    private Operation? _defined;

    /// <summary>Nothing earlier can tell any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The creation of the table that the part came with: to be read with its parts, for <see cref="FindIn"/>.</summary>
    public Operation? Creation { get; private set; }

    /// <summary>What the part was, with the names that tables and columns had last; null if that cannot be known.</summary>
    public Operation? Definition
    {
        get
        {
            var definition = _defined;
            for (var i = _renames.Count - 1; i >= 0 && definition is not null; i--)
                definition = Renamed(definition, _renames[i]);
            return definition is { New.IsComplete: true } ? definition : null;
        }
    }

    /// <summary>One migration further back.</summary>
    public void Pass(IReadOnlyList<Operation> up)
    {
        for (var i = up.Count - 1; i >= 0 && !IsOver; i--)
            Pass(up[i]);
    }

    /// <summary>Takes the definition from the parts of the created table.</summary>
    public void FindIn(IReadOnlyList<Operation> parts) => _defined = parts.FirstOrDefault(other => IsPart(other.Subject));

    private void Pass(Operation operation)
    {
        if (operation.Verb == Verb.Unknown || operation is { Text: not null, IsStructural: true })
            IsOver = operation.Text is not { } text || NetState.Mentions(text, _part.Name) || NetState.Mentions(text, _part.Table!);
        else if (operation is { Verb: Verb.Rename, NewName: { } renamed })
            PassRename(operation, renamed);
        else if (IsPart(operation.Subject))
            End(operation);
        else if (IsTable(operation.Subject) && operation.Verb is Verb.Create or Verb.Drop)
            (IsOver, Creation) = (true, operation is { Verb: Verb.Create, IsCertain: true } ? operation : null);
        else
            IsOver = IsTable(operation.Subject.Owner ?? operation.Subject) && DatabaseProvider.MayRebuildTable(provider, operation);
    }

    private void PassRename(Operation operation, SchemaName renamed)
    {
        _renames.Add(operation);
        var isOurs = IsTable(renamed) || IsPart(renamed);
        IsOver = isOurs && !operation.IsCertain;
        if (isOurs)
            _part = renamed.Kind == ObjectKind.Table ? _part with { Table = operation.Subject.Name, WrittenSchema = operation.Subject.WrittenSchema } : _part with { Name = operation.Subject.Name };
    }

    private void End(Operation operation)
    {
        IsOver = true;
        if (operation is { Verb: Verb.Create or Verb.Alter, IsCertain: true } && !DatabaseProvider.MayRebuildTable(provider, operation))
            _defined = operation;
    }

    private static Operation Renamed(Operation definition, Operation rename)
    {
        var (name, renamed) = (rename.Subject, rename.NewName!);
        if (name.Kind == ObjectKind.Table)
        {
            return definition with
            {
                Subject = definition.Subject.Owner!.IsSame(name) ? definition.Subject with { Table = renamed.Name, WrittenSchema = renamed.WrittenSchema } : definition.Subject,
                Principal = definition.Principal is { } principal && principal.IsSame(name) ? renamed : definition.Principal,
            };
        }

        if (name is not { Kind: ObjectKind.Column, Owner: { } owner })
            return definition;
        var isOwn = definition.Subject.Owner!.IsSame(owner);
        return definition with
        {
            Columns = isOwn ? TableModel.Renamed(definition.Columns, name.Name, renamed.Name) : definition.Columns,
            New = isOwn ? ColumnInSql.Renamed(definition.New, name.Name, renamed.Name) : definition.New,
            PrincipalColumns = definition.Principal is { } referred && referred.IsSame(owner) ? TableModel.Renamed(definition.PrincipalColumns, name.Name, renamed.Name) : definition.PrincipalColumns,
        };
    }

    private bool IsPart(SchemaName name) => name.Kind == _part.Kind && SameText(name.Name, _part.Name) && name.Owner is { } owner && IsTable(owner);

    private bool IsTable(SchemaName name) => name.IsSame(_part.Owner!);
}
