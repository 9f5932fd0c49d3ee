using StageReady.Configuration;

namespace StageReady.Projects;

/// <summary>The wildcards of MSBuild items (<c>?</c>, <c>*</c>, <c>**</c>) over paths with forward slashes. Matching is quadratic at worst, whatever the pattern.</summary>
internal sealed class Glob(string pattern)
{
    private readonly string[] _segments = pattern.Split('/');

    public static bool IsGlob(string path) => path.IndexOfAny(Wildcards) >= 0;

    /// <summary>The directory that every match is below.</summary>
    public string FixedDirectory => string.Join("/", _segments.Take(_segments.Length - 1).TakeWhile(segment => !IsGlob(segment)));

    public bool Matches(string path) => Matches(path.Split('/'));

    // Greedy, with a return to the last wildcard: enough because a later wildcard can take over whatever an earlier one could have matched.
    private bool Matches(string[] path)
    {
        int pattern = 0, position = 0, afterDoubleStar = -1, resume = 0;
        while (position < path.Length)
        {
            if (pattern < _segments.Length && _segments[pattern] == "**")
            {
                afterDoubleStar = ++pattern;
                resume = position;
                if (pattern == _segments.Length)
                    return true;
            }
            else if (pattern < _segments.Length && Wildcard.Matches(_segments[pattern], path[position]))
            {
                pattern++;
                position++;
            }
            else if (afterDoubleStar >= 0)
            {
                pattern = afterDoubleStar;
                position = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern == _segments.Length;
    }

    private static readonly char[] Wildcards = ['*', '?'];
}
