namespace StageReady.Configuration.Fixes;

/// <summary>Takes <c>TrustServerCertificate</c> out of a connection string: without it the driver checks whom it talks to. Other switches need to know what the server can do.</summary>
internal static class TrustedCertificateFix
{
    public static ConfigurationFix? For(ConfigurationValue value)
    {
        if (value.Text is not { } text || ConnectionUri.StartsWithScheme(text) || ConnectionString.Parse(text) is not { RedisServers.Count: 0 } connectionString)
            return null;
        if (connectionString.Parts.FirstOrDefault(part => part.NormalizedKeyword == "trustservercertificate") is not { } part)
            return null;

        // With the semicolon behind it, or as the last one with that in front of it.
        var (start, end) = (part.Start, part.ValueEnd);
        while (end < text.Length && (text[end] == ';' || char.IsWhiteSpace(text[end])))
            end++;
        if (end == text.Length && text[end - 1] != ';')
            start = text.LastIndexOf(';', start) is > 0 and var semicolon ? semicolon : start;
        var source = value.File.Source;
        var offset = JsonText.OffsetOf(source.Text, value.Node.Start, start);
        return new ConfigurationFix($"Remove '{part.Keyword}'", [new FileEdit(source.Path, offset, JsonText.OffsetOf(source.Text, value.Node.Start, end) - offset, "")]);
    }
}
