namespace StageReady.Release;

/// <summary>Colour, where it helps: on a terminal, unless NO_COLOR (https://no-color.org) is set.</summary>
internal static class Style
{
    private static readonly bool IsOn = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static string Good(string text) => Colour("32", text);

    public static string Bad(string text) => Colour("31", text);

    private static string Colour(string code, string text) => IsOn ? $"\e[{code}m{text}\e[0m" : text;
}
