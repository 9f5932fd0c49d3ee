using StageReady.Projects;

namespace StageReady.Configuration;

/// <summary>STG1018: hosts compare environments without case, but the file of an environment is found by its exact name. So the environment seems right, and its settings are not there.</summary>
internal static class EnvironmentNameSelectsNoFile
{
    public static IEnumerable<Finding> Judge(IEnumerable<EnvironmentSetting> settings) => settings.Select(Judge).OfType<Finding>();

    private static Finding? Judge(EnvironmentSetting setting)
    {
        var files = setting.Projects.SelectMany(project => project.Files).ToList();
        if (setting.Value is not { } value || files.Any(file => file.Environment == value))
            return null;
        if (files.Find(file => file.Environment.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } meant)
            return null;

        var reason = value == value.Trim() ? "differs in case from" : "carries white space that is not in";
        return new Finding(
            Catalogue.EnvironmentNameSelectsNoFile,
            setting.Written.Span,
            $"{setting.Variable} is {MessageText.Quote(value)}, which {reason} the name of {RepositoryTree.FileNameOf(meant.Path)}, so that on Linux the file is not loaded. Write '{meant.Environment}'")
        {
            Related = [SourceSpan.StartOf(meant.Path)],
            Subject = setting.Variable,
        };
    }
}
