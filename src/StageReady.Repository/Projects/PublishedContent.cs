namespace StageReady.Projects;

/// <summary>What becomes of a file when a project is published.</summary>
internal enum Publication
{
    /// <summary>It is not copied.</summary>
    None,

    /// <summary>The project says that it is not copied, or makes it part of the assembly.</summary>
    KeptOnPurpose,

    Copied,

    /// <summary>The text of the project does not decide.</summary>
    Unknown,
}

/// <summary>Tells which files a publish copies, from the defaults of the SDKs and what the project says, in the order in which MSBuild applies both.</summary>
internal static class PublishedContent
{
    public static Publication Of(string path, Project project)
    {
        var state = IsDefault(path, project) ? Publication.Copied : Publication.None;
        foreach (var change in project.Release.Content.Where(change => change.EntryFor(path, project.Directory) is not null))
        {
            var next = Apply(change, state);
            state = next == state || (change.IsCertain && next != Publication.Unknown) ? next : Publication.Unknown;
        }

        return state;
    }

    private static Publication Apply(ContentChange change, Publication state)
    {
        if (change.Operation == ContentOperation.Remove)
            return change.Type == "EmbeddedResource" || (change.Type == "None" && state == Publication.Copied) ? state : Publication.KeptOnPurpose;
        if (change.Type == "EmbeddedResource")
            return Publication.KeptOnPurpose;
        // What is Content by default is no None, so that this says nothing of it.
        if (change is { Type: "None", Operation: ContentOperation.Update } && state == Publication.Copied)
            return state;
        if (change["CopyToPublishDirectory"] is { } publish)
            return !publish.IsCertain ? Publication.Unknown : publish.Value == "Never" ? Publication.KeptOnPurpose : publish.Value.Length > 0 ? Publication.Copied : state;
        if (change["CopyToOutputDirectory"] is { } output && state != Publication.Copied)
            return !output.IsCertain ? Publication.Unknown : output.Value is "" or "Never" ? state : Publication.Copied;
        return state;
    }

    // Content of the web and worker SDKs: every JSON file but those of Properties and of folders whose name starts with a dot; of Blazor WebAssembly, what the browser gets.
    private static bool IsDefault(string path, Project project)
    {
        if (!RepositoryTree.IsIn(path, project.Directory) || project.Release.IsFalse("EnableDefaultItems") || project.Release.IsFalse("EnableDefaultContentItems"))
            return false;

        var relative = project.Directory.Length == 0 ? path : path.Substring(project.Directory.Length + 1);
        if (relative.StartsWith("Properties/", StringComparison.OrdinalIgnoreCase) || ("/" + relative).Contains("/."))
            return false;
        return project.UsesSdk("Microsoft.NET.Sdk.Web") || project.UsesSdk("Microsoft.NET.Sdk.Worker")
            ? path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            : project.UsesSdk("Microsoft.NET.Sdk.BlazorWebAssembly") && relative.StartsWith("wwwroot/", StringComparison.OrdinalIgnoreCase);
    }
}
