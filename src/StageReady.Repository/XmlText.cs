using System.Xml;
using System.Xml.Linq;

namespace StageReady;

/// <summary>Why a text is no XML that is read here.</summary>
internal sealed record XmlProblem(int Line, int Column, string Message);

/// <summary>Reads XML that anybody may have written. Document types and entities are refused: no file here needs one, and they can be made to explode.</summary>
internal static class XmlText
{
    private const int MaxCharacters = 16 * 1024 * 1024;

    // The deepest real file has about ten levels; the reader's own message about unclosed elements takes hours at a million.
    private const int MaxDepth = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        CloseInput = true,
    };

    /// <summary>The root element with line information, or the problem.</summary>
    public static (XElement? Root, XmlProblem? Problem) Read(string text)
    {
        try
        {
            if (IsTooDeep(text))
                return (null, new XmlProblem(1, 1, $"elements are nested more than {MaxDepth} deep"));

            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return (XDocument.Load(reader, LoadOptions.SetLineInfo).Root!, null);
        }
        catch (XmlException exception)
        {
            return (null, new XmlProblem(Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition), Reason(exception)));
        }
    }

    private static bool IsTooDeep(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                return true;
        }

        return false;
    }

    // XmlException appends the place, which the problem has already; its texts can quote the file over several lines.
    private static string Reason(XmlException exception)
    {
        var message = exception.Message;
        var place = message.IndexOf(" Line ", StringComparison.Ordinal);
        if (place > 0)
            message = message.Substring(0, place);
        return message.Contains("DTD")
            ? "a document type is not allowed here"
            : $"not well-formed XML: {Shorten(message.Replace('\r', ' ').Replace('\n', ' ').TrimEnd('.', ' '))}";
    }

    /// <summary>As much of a text as a message has room for.</summary>
    public static string Shorten(string text) => text.Length <= 200 ? text : text.Substring(0, 200) + "…";
}
