using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Storefront.Pages;

/// <summary>
/// A piece of HTML. An interpolated string becomes one where one is expected, <c>Html greeting = $"&lt;p&gt;Hello {name}&lt;/p&gt;";</c>: what stands in the source is
/// HTML, and every hole is text and is encoded, unless it is <see cref="Html"/> itself. Holes belong into text and into quoted attributes.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html(int literalLength, int formattedCount)
{
    private const int GuessedHoleLength = 16;

    private readonly StringBuilder _html = new(literalLength + formattedCount * GuessedHoleLength);

    /// <summary>For <see cref="If"/>.</summary>
    public Html(int literalLength, int formattedCount, bool condition, out bool isWanted)
        : this(literalLength, formattedCount) => isWanted = condition;

    public static Html Nothing => $"";

    /// <summary>The HTML if the condition holds, or else nothing; its holes are not even evaluated then.</summary>
    public static Html If(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] Html html) => condition ? html : Nothing;

    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> render)
    {
        var all = Nothing;
        foreach (var item in items)
            all.AppendFormatted(render(item));
        return all;
    }

    public void AppendLiteral(string html) => _html.Append(html);

    public void AppendFormatted(Html html) => _html.Append(html._html);

    public void AppendFormatted(string? text) => _html.Append(HtmlEncoder.Default.Encode(text ?? ""));

    public void AppendFormatted(int number) => _html.Append(number);

    public override string ToString() => _html.ToString();
}
