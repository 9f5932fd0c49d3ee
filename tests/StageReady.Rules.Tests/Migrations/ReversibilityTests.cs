using StageReady.Migrations;
using StageReady.Migrations.Sql;

namespace StageReady.Rules.Tests.Migrations;

/// <summary>What the release manifest says of a migration.</summary>
public sealed class ReversibilityTests
{
    [Theory]
    [InlineData("ALTER TABLE t ADD a int", "ALTER TABLE t DROP COLUMN a", "Reversible")]
    [InlineData("", "", "Reversible")]
    [InlineData("ALTER TABLE t ADD a int", "", "Unverified")]
    [InlineData("ALTER TABLE t ADD a int; DROP TABLE u", "ALTER TABLE t DROP COLUMN a", "Unverified")]
    [InlineData("ALTER TABLE t ADD a int", "ALTER TABLE t DROP COLUMN a; DROP TABLE u", "Unverified")]
    [InlineData("UPDATE t SET a = 1", "", "Unverified")]
    [InlineData("UPDATE t SET a = 1", "UPDATE t SET a = 0", "Reversible")]
    [InlineData("ALTER TABLE t ADD a int; CALL something()", "ALTER TABLE t DROP COLUMN a", "Unverified")]
    [InlineData("ALTER TABLE t ADD a int", "ALTER TABLE t DROP COLUMN a; CALL something()", "Unverified")]
    public void Is_reversible_if_nothing_is_left_and_all_is_known(string up, string down, string verdict) =>
        Assert.Equal(verdict, Of(up, down, DownKind.Written, Declarations.None).Verdict.ToString());

    [Theory]
    [InlineData("Missing")]
    [InlineData("Throws")]
    public void A_Down_that_throws_brings_nothing_back(string down) =>
        Assert.Equal(ReversibilityVerdict.Unverified, Of("", "", Enum.Parse<DownKind>(down), Declarations.None).Verdict);

    [Fact]
    public void A_declaration_decides_and_gives_the_reason() => Assert.Equal(
        new Reversibility("20260101000000_Purge", ReversibilityVerdict.DeclaredIrreversible, "Legal asked for the purge"),
        Of("DROP TABLE t", "", DownKind.Throws, new Declarations(Irreversible: "Legal asked for the purge")));

    [Fact]
    public void A_declared_no_op_is_reversible() =>
        Assert.Equal(ReversibilityVerdict.Reversible, Of("UPDATE t SET a = 1", "", DownKind.Written, new Declarations(NoOp: "An older version ignores the column")).Verdict);

    [Theory]
    [InlineData("// stageready: irreversible Legal asked for the purge", "Legal asked for the purge", null, null)]
    [InlineData("/* stageready: no-op  An older version ignores it */", null, "An older version ignores it", null)]
    [InlineData("-- STAGEREADY: data-loss Legal asked for the purge\nDROP TABLE t", null, null, "Legal asked for the purge")]
    [InlineData("-- stageready: data-loss Legal asked for the purge\r\n-- stageready: irreversible Backups are kept for years", "Backups are kept for years", null, "Legal asked for the purge")]
    [InlineData("// stageready: irreversible", null, null, null)]
    [InlineData("// stageready: irreversible This migration cannot be rolled back", null, null, null)]
    [InlineData("// stageready: ignore STG2001 Legal asked for the purge", null, null, null)]
    [InlineData("// irreversible Legal asked for the purge", null, null, null)]
    public void Comments_declare_with_a_reason(string comment, string? irreversible, string? noOp, string? dataLoss) =>
        Assert.Equal(new Declarations(irreversible, noOp, dataLoss), Declarations.In(comment));

    private static Reversibility Of(string up, string down, DownKind kind, Declarations declarations) =>
        Reversibility.Of(new Migration("20260101000000_Purge", kind, [new World(null, SqlReader.Read(up), SqlReader.Read(down))], declarations));
}
