namespace StageReady.Migrations;

/// <summary>RenameTable and RenameSequence as Npgsql runs them: without a new schema it leaves the object where it is, while others then move it to the default schema.</summary>
internal static class NpgsqlRename
{
    private const string DefaultSchema = "public";

    public static Operation Of(Operation operation)
    {
        if (operation is not { Verb: Verb.Rename, Text: null, Subject: { Kind: ObjectKind.Table or ObjectKind.Sequence } subject, NewName: { } renamed })
            return operation;
        return renamed.WrittenSchema is null ? operation with { NewName = renamed with { WrittenSchema = subject.WrittenSchema } }
            : subject.WrittenSchema is null ? operation with { Subject = subject with { WrittenSchema = DefaultSchema } }
            : operation;
    }
}
