namespace StageReady.Configuration;

/// <summary>STG1021: JSON that the host's provider refuses, so that the application does not start.</summary>
internal sealed class ConfigurationFileCannotLoad : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from folder in facts.Folders

        // Below a test project such files are test data, often malformed on purpose.
        where folder.IsProjectFolder || !facts.Project.IsTest
        from file in folder.Files
        from problem in file.Problems
        select problem.ToFinding(Catalogue.ConfigurationFileCannotLoad);
}
