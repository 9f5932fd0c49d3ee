namespace StageReady.Privacy;

/// <summary>Reads the placeholders of a message template: <c>{Name}</c>, <c>{@Name}</c>, <c>{Name,10:format}</c>.</summary>
internal static class MessageTemplate
{
    /// <summary>The names in their order; a position (<c>{0}</c>) is a name too.</summary>
    public static IReadOnlyList<string> Placeholders(string template)
    {
        var names = new List<string>();
        for (var position = template.IndexOf('{'); position >= 0; position = template.IndexOf('{', position))
        {
            if (position + 1 < template.Length && template[position + 1] == '{')
            {
                position += 2;
                continue;
            }

            var end = template.IndexOf('}', position);
            if (end < 0)
                break;

            var name = template.Substring(position + 1, end - position - 1).Split(',', ':')[0].Trim().TrimStart('@', '$');
            if (name.Length > 0)
                names.Add(name);
            position = end;
        }

        return names;
    }
}
