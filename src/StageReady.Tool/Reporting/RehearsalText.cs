using StageReady.Rehearsal;
using StageReady.Release;

namespace StageReady.Tool.Reporting;

/// <summary>For people: a line for each migration, below it what is wrong with it, then the sum.</summary>
internal sealed class RehearsalText(bool colour)
{
    public void Write(RehearsalResult result, TextWriter output)
    {
        foreach (var migration in result.Migrations)
        {
            var reason = migration.Step.Reason is { } given && migration.Outcome == RehearsalOutcome.ForwardOnly ? $": {given}" : "";
            output.WriteLine(Printable.Of($"{migration.Step.Path}({migration.Step.Line},1): ") + Paint(migration.Outcome) + Printable.Of($" {migration.Step.Id}{reason}"));
            foreach (var line in migration.Problems.SelectMany(problem => problem.Lines()))
                output.WriteLine(Printable.Of($"    {line}"));
        }

        if (result.Migrations.Count > 0)
            output.WriteLine();
        if (result.TablesWithoutRows.Count > 0)
            output.WriteLine(Printable.Of($"Without rows, because the tables took none that could be made up: {string.Join(", ", result.TablesWithoutRows)}"));
        output.WriteLine(Summary(result));
    }

    private static string Summary(RehearsalResult result)
    {
        var on = $"on {result.Version}{(result.Before > 0 ? $" after {Counted.Of(result.Before, "migration")} that {(result.Before == 1 ? "was" : "were")} only applied" : "")}";
        if (result.Migrations.Count == 0)
            return $"No migrations to rehearse {on}";
        string[] counts =
        [
            .. from outcome in (RehearsalOutcome[])[RehearsalOutcome.Failed, RehearsalOutcome.NotRun, RehearsalOutcome.Restored, RehearsalOutcome.Repeated, RehearsalOutcome.ForwardOnly]
               let count = result.Count(outcome)
               where count > 0
               select $"{count} {Word(outcome)}",
        ];
        return $"{Counted.Of(result.Migrations.Count, "migration")} of {result.Tool} rehearsed {on}: {string.Join(", ", counts)}";
    }

    private static string Word(RehearsalOutcome outcome) => outcome.Name().Replace('-', ' ');

    private string Paint(RehearsalOutcome outcome)
    {
        if (!colour)
            return Word(outcome);
        var code = outcome switch { RehearsalOutcome.Failed => "\e[31m", RehearsalOutcome.NotRun or RehearsalOutcome.ForwardOnly => "\e[33m", _ => "\e[32m" };
        return $"{code}{Word(outcome)}\e[0m";
    }
}
