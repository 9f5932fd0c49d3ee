using System.Text.RegularExpressions;
using NuGet.Versioning;
using StageReady.Infrastructure;
using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3026: what creates the environment changes under it, so that staging and production are made by different code.</summary>
internal static class InfrastructureModuleFloats
{
    private static readonly Regex RegistryModule = new(@"^(?:[\w.-]+\.[\w.-]+/)?[\w-]+/[\w-]+/[\w-]+(?://.*)?$", RegexOptions.CultureInvariant);
    private static readonly Regex GitModule = new(@"^(?:git::|git@|github\.com/|bitbucket\.org/)|\.git(?:$|[?/])", RegexOptions.CultureInvariant);
    private static readonly Regex Ref = new(@"[?&]ref=(?<ref>[^&]+)", RegexOptions.CultureInvariant);

    /// <summary>The providers and modules of Terraform.</summary>
    /// <param name="files">All files: a module that one of them calls by its path is locked where it is called.</param>
    /// <param name="tree">The files of the repository.</param>
    public static IEnumerable<Finding> JudgeTerraform(IReadOnlyCollection<TerraformFile> files, RepositoryTree tree)
    {
        var called = new HashSet<string>(
            from file in files
            from module in file.Modules
            let source = module["source"]?.Literal?.Value
            where source is not null && source.StartsWith(".", StringComparison.Ordinal)
            let folder = RepositoryTree.Resolve(RepositoryTree.DirectoryOf(file.Path), source)
            where folder is not null
            select folder, StringComparer.Ordinal);
        foreach (var module in files.GroupBy(file => RepositoryTree.DirectoryOf(file.Path)))
        {
            var isLocked = called.Contains(module.Key) || tree.Contains(RepositoryTree.Join(module.Key, TerraformFile.LockFileName));
            foreach (var finding in (isLocked ? [] : JudgeProviders([.. module])).Concat(module.SelectMany(file => file.Modules).Select(Judge).OfType<Finding>()))
                yield return finding;
        }
    }

    /// <summary>The modules of a Bicep file.</summary>
    public static IEnumerable<Finding> JudgeBicep(TextFile file) =>
        from module in BicepModules.Read(file)
        where module.Value.EndsWith(":latest", StringComparison.OrdinalIgnoreCase)
        select At(module.Span, module.Value, $"The module {MessageText.Quote(module.Value)} is whatever is the latest. Write the version that was tested");

    /// <summary>The dependencies of a Helm chart.</summary>
    public static IEnumerable<Finding> JudgeHelm(HelmChart chart, RepositoryTree tree)
    {
        var locked = new HashSet<string>(chart.Locked(tree), StringComparer.Ordinal);
        // For Helm '1.2' is any patch of it.
        return from dependency in chart.Dependencies
               where dependency.Repository is { } repository && !repository.StartsWith("file:", StringComparison.Ordinal) && !locked.Contains(dependency.Name.Value)
               where dependency.Version is not { } version || !ExactVersion.IsSemantic(version.Value.Trim().TrimStart('=', 'v').Trim())
               select At((dependency.Version ?? dependency.Name).Span, dependency.Name.Value,
                   $"The chart depends on {dependency.Name.Value} {(dependency.Version is { } written ? $"as {MessageText.Quote(written.Value)}" : "without a version")} and {RepositoryTree.FileNameOf(chart.LockPath)} does not hold it. Write the full version, or commit the lock file of 'helm dependency update'");
    }

    private static IEnumerable<Finding> JudgeProviders(IReadOnlyList<TerraformFile> module)
    {
        var required = module.SelectMany(file => file.RequiredProviders).ToList();
        foreach (var provider in required)
        {
            var version = provider.IsObject ? provider.Member("version") : provider.Literal;
            if (provider.Member("source")?.Value.StartsWith("terraform.io/builtin/", StringComparison.Ordinal) == true)
                continue;
            if (version is { } written ? !IsExact(written.Value) : provider.IsObject && !provider.Has("version"))
                yield return Provider((version ?? provider.Name).Span, provider.Name.Value, version?.Value);
        }

        foreach (var provider in module.SelectMany(file => file.Providers).Where(provider => provider.Labels.Count > 0 && required.TrueForAll(known => known.Name.Value != provider.Labels[0])))
        {
            var version = provider["version"];
            if (version is null || (version.Literal is { } written && !IsExact(written.Value)))
                yield return Provider(version?.Literal?.Span ?? provider.Span, provider.Labels[0], version?.Literal?.Value);
        }
    }

    private static Finding Provider(SourceSpan span, string name, string? version) => At(span, name,
        $"The provider {name} is asked for {(version is null ? "without a version" : $"as {MessageText.Quote(version)}")} and no {TerraformFile.LockFileName} is tracked. Commit the lock file that 'terraform init' writes");

    private static Finding? Judge(HclBlock module)
    {
        if (module["source"]?.Literal is not { } source || source.Value.StartsWith(".", StringComparison.Ordinal))
            return null;

        if (GitModule.IsMatch(source.Value))
        {
            return Ref.Match(source.Value) is { Success: true } match && ExactVersion.IsCommit(match.Groups["ref"].Value)
                ? null
                : At(source.Span, source.Value, $"The module {MessageText.Quote(source.Value)} comes from a tag or a branch, which its owner can move. Write ?ref= and the full commit");
        }

        if (!RegistryModule.IsMatch(source.Value) || module["version"] is { Literal: null })
            return null;
        var version = module["version"]?.Literal;
        return version is { } written && IsExact(written.Value)
            ? null
            : At((version ?? source).Span, source.Value, $"The module {MessageText.Quote(source.Value)} is asked for {(version is { } range ? $"as {MessageText.Quote(range.Value)}" : "without a version")}, and no lock file holds modules. Write the full version");
    }

    /// <summary>Whether a module comes from a registry, where versions have numbers.</summary>
    public static bool IsOfRegistry(HclBlock module) => module["source"]?.Literal is { } source && RegistryModule.IsMatch(source.Value) && !GitModule.IsMatch(source.Value) && !source.Value.StartsWith(".", StringComparison.Ordinal);

    private static bool IsExact(string version) => NuGetVersion.TryParse(version.Trim().TrimStart('=', 'v').Trim(), out _);

    private static Finding At(SourceSpan span, string subject, string message) => new(Catalogue.InfrastructureModuleFloats, span, message) { Subject = subject };
}
