using CsCheck;
using StageReady.Migrations;

namespace StageReady.Rules.Tests.Migrations;

public sealed class NetStatePropertyTests
{
    private static readonly Gen<IReadOnlyList<Operation>> Ups = Gen.Int[0, 9].Array[1, 14].Select(Build);

    [Fact]
    public void Up_and_the_Down_written_from_it_leave_nothing() => Ups.Sample(up =>
    {
        var down = Down(up);
        Assert.Empty(NetState.Compare(up, down, DatabaseProvider.SqlServer));
    });

    [Fact]
    public void Leaving_out_one_operation_of_Down_is_found() => Gen.Select(Ups, Gen.Int[0, 100]).Sample((up, at) =>
    {
        var down = Down(up);

        // A key between two tables that Up creates is dropped for the order's sake only: it goes with its table anyway.
        var needed = down.Where(step => !down.Exists(other => other.Verb == Verb.Drop && other.Subject == step.Subject.Owner)).ToList();
        if (needed.Count == 0)
            return;
        down.Remove(needed[at % needed.Count]);

        Assert.NotEmpty(NetState.Compare(up, down, DatabaseProvider.SqlServer));
    });

    [Fact]
    public void Running_Up_after_Down_and_Down_again_leaves_nothing_either() => Ups.Sample(up =>
    {
        var down = Down(up);
        Assert.Empty(NetState.Compare([.. up, .. down, .. up], down, DatabaseProvider.SqlServer));
    });

    [Fact]
    public void A_key_on_a_table_that_Up_creates_and_renames_is_dropped_under_the_new_name()
    {
        Operation[] up =
        [
            new(Verb.Create, Table("Notes")),
            new(Verb.Create, Table("Pages")),
            new(Verb.Rename, Table("Pages")) { NewName = Table("Leaves") },
            new(Verb.Create, Part(ObjectKind.ForeignKey, "FK_Notes", "Notes")) { Principal = Table("Leaves"), Columns = ["Id"] },
            new(Verb.Rename, Table("Notes")) { NewName = Table("Remarks") },
        ];

        Assert.Equal(["drops foreign key FK_Notes on Remarks", "drops table Leaves", "drops table Remarks"], Down(up).Select(step => step.ToString()));
        Assert.Empty(NetState.Compare(up, Down(up), DatabaseProvider.SqlServer));
    }

    private static List<Operation> Down(IReadOnlyList<Operation> up)
    {
        var steps = Reversal.Of(up);
        Assert.All(steps, step => Assert.NotNull(step.Inverse));
        return [.. steps.SelectMany(step => step.Inverse!)];
    }

    /// <summary>A sequence that a database would accept: each choice is made among what is there at that moment.</summary>
    private static IReadOnlyList<Operation> Build(int[] choices)
    {
        var operations = new List<Operation>();
        var tables = new List<string> { "Orders", "Customers" };
        var columns = new List<(string Table, string Name)>();
        for (var i = 0; i < choices.Length; i++)
        {
            var table = tables[(i * 7) % tables.Count];
            switch (choices[i])
            {
                case 0:
                    operations.Add(new Operation(Verb.Create, Table($"New{i}")));
                    tables.Add($"New{i}");
                    break;
                case 1 or 2:
                    operations.Add(new Operation(Verb.Create, Part(ObjectKind.Column, $"C{i}", table)));
                    columns.Add((table, $"C{i}"));
                    break;
                case 3 when columns.Count > 0:
                    operations.Add(new Operation(Verb.Create, Part(ObjectKind.Index, $"IX{i}", columns[^1].Table)) { Columns = [columns[^1].Name] });
                    break;
                case 4:
                    operations.Add(new Operation(Verb.Create, Part(ObjectKind.ForeignKey, $"FK{i}", table)) { Principal = Table(tables[^1]), Columns = ["Id"] });
                    break;
                case 5:
                    operations.Add(new Operation(Verb.Create, new SchemaName(ObjectKind.Sequence, $"S{i}")));
                    break;
                case 6 when columns.Count > 0:
                    var (owner, old) = columns[^1];
                    operations.Add(new Operation(Verb.Rename, Part(ObjectKind.Column, old, owner)) { NewName = Part(ObjectKind.Column, $"R{i}", owner) });
                    columns[^1] = (owner, $"R{i}");
                    break;
                case 7:
                    operations.Add(new Operation(Verb.Rename, Table(table)) { NewName = Table($"T{i}") });
                    tables[tables.IndexOf(table)] = $"T{i}";
                    columns = [.. columns.Select(column => column.Table == table ? ($"T{i}", column.Name) : column)];
                    break;
                case 8:
                    operations.Add(new Operation(Verb.Alter, Part(ObjectKind.Column, $"Old{i}", table)) { New = Facets("10"), Old = Facets("5") });
                    break;
                case 9:
                    operations.Add(new Operation(Verb.Rename, Part(ObjectKind.Column, $"Was{i}", table)) { NewName = Part(ObjectKind.Column, $"Is{i}", table) });
                    break;
            }
        }

        return operations;
    }

    private static Facets Facets(string maxLength) => new(new Dictionary<string, Facet> { ["maxLength"] = new(maxLength, maxLength) }, IsComplete: true);

    private static SchemaName Table(string name) => new(ObjectKind.Table, name);

    private static SchemaName Part(ObjectKind kind, string name, string table) => new(kind, name, table);
}
