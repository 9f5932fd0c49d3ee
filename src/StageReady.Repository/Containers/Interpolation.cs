using System.Text;

namespace StageReady.Containers;

/// <summary>Expands <c>$NAME</c> and <c>${NAME:-default}</c> as Compose and Dockerfiles do.</summary>
internal static class Interpolation
{
    private const int MaxDepth = 16;
    private const int MaxLength = 10_000;

    /// <summary>What a text becomes, as far as the repository tells: null if it needs a variable that nothing here gives a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lookup">A variable's value; null if it is unknown.</param>
    /// <param name="escape">The character that takes the meaning from a <c>$</c> after it: <c>$</c> itself in Compose, a backslash in a Dockerfile.</param>
    public static string? Expand(string text, Func<string, string?> lookup, char escape) => Expand(text, lookup, escape, depth: 0);

    private static string? Expand(string text, Func<string, string?> lookup, char escape, int depth)
    {
        if (depth > MaxDepth)
            return null;

        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == escape && i + 1 < text.Length && text[i + 1] == '$')
            {
                result.Append('$');
                i++;
                continue;
            }

            if (text[i] != '$')
            {
                result.Append(text[i]);
                continue;
            }

            if (Reference(text, i + 1) is not { } reference)
                return null;
            if (reference.Length == 0)
            {
                result.Append('$');
                continue;
            }

            if (Value(reference.Inside, lookup, escape, depth) is not { } value || result.Length + value.Length > MaxLength)
                return null;

            result.Append(value);
            i += reference.Length;
        }

        return result.ToString();
    }

    // What stands behind a '$' and how long it is: a name, or the inside of braces; null if these do not close.
    private static (string Inside, int Length)? Reference(string text, int start)
    {
        if (start < text.Length && text[start] == '{')
        {
            var depth = 0;
            for (var i = start; i < text.Length; i++)
            {
                depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
                if (depth == 0)
                    return (text.Substring(start + 1, i - start - 1), i - start + 1);
            }

            return null;
        }

        var length = NameLength(text, start);
        return (text.Substring(start, length), length);
    }

    private static int NameLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && (text[end] is '_' || (text[end] < 128 && char.IsLetter(text[end])) || (end > start && text[end] is >= '0' and <= '9')))
            end++;
        return end - start;
    }

    private static string? Value(string reference, Func<string, string?> lookup, char escape, int depth)
    {
        var nameLength = NameLength(reference, 0);
        if (nameLength == 0)
            return null;

        var value = lookup(reference.Substring(0, nameLength));
        var rest = reference.Substring(nameLength);
        if (rest.Length == 0)
            return value;

        // With a colon an empty value counts as none.
        var isEmptyNone = rest[0] == ':';
        var operation = isEmptyNone ? rest.Substring(1) : rest;
        var hasValue = value is not null && !(isEmptyNone && value.Length == 0);
        return operation.Length == 0 ? null : operation[0] switch
        {
            '-' => hasValue ? value : Expand(operation.Substring(1), lookup, escape, depth + 1),
            '+' => hasValue ? Expand(operation.Substring(1), lookup, escape, depth + 1) : null,
            '?' => hasValue ? value : null,
            _ => null,
        };
    }
}
