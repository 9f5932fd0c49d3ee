using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>Finds and evaluates the projects of a directory.</summary>
internal static class ProjectDiscovery
{
    /// <param name="directory">Where to look.</param>
    /// <param name="problems">Takes what could not be evaluated.</param>
    public static List<Project> Read(CheckedDirectory directory, List<CheckProblem> problems)
    {
        var evaluator = new ProjectEvaluator(directory.Tree);
        var projects = directory.Files
            .Where(path => Project.IsProject(path) && directory.IsPresent(path))
            .Select(evaluator.Evaluate)
            .OfType<Project>()
            .ToList();
        problems.AddRange(evaluator.Problems.Select(problem => new CheckProblem(problem.Path, problem.Line, problem.Column, problem.Message)));
        problems.AddRange(ReferenceCycles.Find(projects).Select(cycle => new CheckProblem(
            cycle[0], 1, 1, $"project references form a cycle: {string.Join(" → ", cycle.Select(directory.Display))}", ProblemKind.Note)));
        return projects;
    }
}
