namespace StageReady.Migrations;

/// <summary>What a migration says of itself, each with the reason it gives; null where it says nothing.</summary>
internal sealed record Declarations(string? Irreversible = null, string? NoOp = null, string? DataLoss = null)
{
    public static readonly Declarations None = new();

    /// <summary>Stands in an undo that <c>stageready fix</c> has begun and somebody has to finish.</summary>
    public const string UnfinishedComment = Prefix + " unfinished";

    private const string Prefix = "stageready:";

    /// <summary>Down need not bring the schema back.</summary>
    public bool ExcuseDown => Irreversible is not null || NoOp is not null;

    /// <summary>What is said here, and there where nothing is said here.</summary>
    public Declarations Or(Declarations other) => new(Irreversible ?? other.Irreversible, NoOp ?? other.NoOp, DataLoss ?? other.DataLoss);

    public static bool MayBeIn(string text) => text.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Reads comments: of C# with or without their slashes, and of SQL in a text of several lines.</summary>
    public static Declarations In(string text)
    {
        var declared = None;
        foreach (var line in text.Split('\n'))
        {
            if (line.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                declared = declared.Or(InLine(line.Substring(at + Prefix.Length).Replace("*/", "").Trim()));
        }

        return declared;
    }

    private static Declarations InLine(string line)
    {
        var space = line.IndexOf(' ');
        if (space < 0 || line.Substring(space + 1).Trim() is var reason && !Reason.IsGiven(reason))
            return None;

        return line.Substring(0, space).ToLowerInvariant() switch
        {
            "irreversible" => new Declarations(Irreversible: reason),
            "no-op" => new Declarations(NoOp: reason),
            "data-loss" => new Declarations(DataLoss: reason),
            _ => None,
        };
    }
}
