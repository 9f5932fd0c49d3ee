namespace StageReady.Configuration;

/// <summary>How much a text looks like words, by how likely English lets one letter follow another. Names of settings and made-up placeholders are words; generated secrets are not.</summary>
internal static class WordLikelihood
{
    /// <summary>As likely as any letter after any other.</summary>
    public const double Neutral = 6;

    /// <summary>
    /// For each letter, and the edge of a word as the 27th, how likely each of the others and the edge follow it: the binary logarithm of the ratio to a uniform choice, plus six, between 0 and 9.
    /// Counted over the 17,525 different words of at least three letters in Moby-Dick and Alice's Adventures in Wonderland, with half an occurrence added to each pair.
    /// </summary>
    private static readonly string[] Transitions =
    [
        "067624636058680608785542545",
        "860280027309218007657100405",
        "805080087076008027376000405",
        "610583418106346006615320409",
        "736864424116573528862445318",
        "800087008007008007468000506",
        "710080676007266007626010409",
        "830293008004438106466030508",
        "657675601037697516772602043",
        "822292226222229222229222222",
        "530092138007264104804030508",
        "822583208037337301656310807",
        "870083008003648800506000407",
        "627784937244356222784431308",
        "556644525147796628668662425",
        "820080067017208708566020306",
        "222222222222222222229222224",
        "845683428045557406766420507",
        "616072167045446620786040309",
        "714083078006236007666030608",
        "666664606017784608870201013",
        "800090009000007003004000302",
        "921483078036067106622000307",
        "718181168113315831185314417",
        "522362136004535404630030009",
        "832292238226227222224222676",
        "777766666446655736866560210",
    ];

    /// <summary>The mean over all transitions, from edge to edge of each word; the words in lower case.</summary>
    public static double Of(IReadOnlyList<string> words)
    {
        var sum = 0;
        var count = 0;
        foreach (var word in words)
        {
            var previous = Edge;
            for (var i = 0; i <= word.Length; i++)
            {
                var next = i < word.Length ? IndexOf(word[i]) : Edge;
                sum += Transitions[previous][next] - '0';
                count++;
                previous = next;
            }
        }

        return count == 0 ? 0 : (double)sum / count;
    }

    private const int Edge = 26;

    private static int IndexOf(char letter) => letter is >= 'a' and <= 'z' ? letter - 'a' : Edge;
}
