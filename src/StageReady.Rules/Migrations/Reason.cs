using System.Text.RegularExpressions;

namespace StageReady.Migrations;

/// <summary>Tells a reason why a migration cannot or need not be reversed from a mere statement that it is not.</summary>
internal static class Reason
{
    private static readonly Regex Word = new(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> SayNothing = new(
        ("a an and are as at be been by can cannot could do does doing down for from has have in into is isn it its no non not of on only or please s should t that the there this to todo un up us was we "
        + "will with won irreversible irreversibly reversible reverse reversed reverting revert reverted back roll rolled rolling rollback undo undone undoing downgrade downgraded downgrading upgrade forward oneway one way "
        + "unsupported support supported supports implement implemented implementation implementing notimplemented notsupported possible impossible allowed available valid operation method exception "
        + "migration migrations migrate migrated migrating schema database change changes needed necessary required intended intentionally nothing noop op empty throw throws yet").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Says more than that the migration is irreversible, unsupported or not implemented: at least two words that mean something.</summary>
    public static bool IsGiven(string? text) =>
        text is not null && Word.Matches(text).Cast<Match>().Select(match => match.Value).Where(word => !SayNothing.Contains(word)).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any();
}
