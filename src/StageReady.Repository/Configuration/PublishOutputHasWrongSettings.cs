using System.Text.RegularExpressions;

namespace StageReady.Configuration;

/// <summary>A file that a publish copies.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Target">Its path in the publish output, with forward slashes.</param>
internal sealed record PublishedFile(string Source, string Target);

/// <summary>STG1020: settings for developers travel to every server, or the application's own do not.</summary>
internal static class PublishOutputHasWrongSettings
{
    // Names the files in a text, not in a comment, or makes a host that reads them by itself.
    private static readonly Regex ReadsSettings = new(
        @"""[^""\r\n]*appsettings|\b(?:Host|WebHost|WebApplication)\.Create\w*Builder\b", RegexOptions.CultureInvariant);

    /// <summary>Whether a source file reads the settings.</summary>
    public static bool Reads(string source) => ReadsSettings.IsMatch(source);

    /// <summary>Null if the file may be published.</summary>
    public static Finding? Judge(PublishedFile file, string applicationName, EnvironmentRoles roles)
    {
        var name = file.Target.Substring(file.Target.LastIndexOf('/') + 1);
        if (ReasonAgainst(name, applicationName, roles) is not { } reason)
            return null;

        return new Finding(
            Catalogue.PublishOutputHasWrongSettings,
            SourceSpan.StartOf(file.Source),
            $"{MessageText.Quote(file.Target)} is published, although it is {reason}. Keep it out with CopyToPublishDirectory=\"Never\" on its item")
        {
            Subject = file.Target,
        };
    }

    /// <summary>A project that reads its settings and publishes none.</summary>
    public static Finding NoneIsPublished(string projectPath) => new(
        Catalogue.PublishOutputHasWrongSettings,
        SourceSpan.StartOf(projectPath),
        "The project reads appsettings.json, but no settings file is published, so that the application starts without. Give the item CopyToOutputDirectory=\"PreserveNewest\", or CopyToPublishDirectory=\"Never\" if the deployment brings the file");

    private static string? ReasonAgainst(string name, string applicationName, EnvironmentRoles roles)
    {
        if (name.Equals(LaunchSettings.FileName, StringComparison.OrdinalIgnoreCase) || name.Equals(applicationName + LaunchSettings.OfAppEnding, StringComparison.OrdinalIgnoreCase))
            return "for launching the application on a developer's machine";
        if (name.Equals("secrets.json", StringComparison.OrdinalIgnoreCase))
            return "a file of user secrets";
        return ConfigurationFileName.Parse(name, applicationName)?.Environment is { } environment && roles.RoleOf(environment) is EnvironmentRole.Development or EnvironmentRole.Test
            ? $"for the environment {environment}"
            : null;
    }
}
