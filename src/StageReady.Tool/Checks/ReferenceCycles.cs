
namespace StageReady.Tool.Checks;

/// <summary>Project references that lead back to where they start: no build can order them.</summary>
internal static class ReferenceCycles
{
    /// <summary>Each cycle once, from its first project by name and back to it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Find(IReadOnlyCollection<Project> projects)
    {
        var references = projects.ToDictionary(project => project.Path, project => project.References.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var cycles = new List<IReadOnlyList<string>>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in references.Keys.Order(StringComparer.Ordinal))
        {
            // Depth first with a stack of its own: the chain of references can be longer than the thread's stack.
            var path = new List<(string Project, int Next)> { (start, 0) };
            var onPath = new HashSet<string>(StringComparer.Ordinal) { start };
            while (path.Count > 0 && !done.Contains(start))
            {
                var (project, next) = path[^1];
                if (!references.TryGetValue(project, out var targets) || next == targets.Length)
                {
                    done.Add(project);
                    onPath.Remove(project);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (project, next + 1);
                var target = targets[next];
                if (onPath.Contains(target))
                    cycles.Add([.. path.SkipWhile(step => step.Project != target).Select(step => step.Project), target]);
                else if (!done.Contains(target) && onPath.Add(target))
                    path.Add((target, 0));
            }
        }

        return cycles;
    }
}
