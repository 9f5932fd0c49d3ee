using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using StageReady.Build.Pinning;

namespace StageReady.Build.Tests.Pinning;

public sealed class CheckPackageVersionsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("stageready-").FullName;
    private readonly RecordingEngine _engine = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_finding_is_an_error_with_place_and_page_and_leaves_no_stamp()
    {
        var task = Task("App.csproj", PackageReference("App.csproj", "Example", "1.*"));

        Assert.False(task.Execute());
        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("STG3001", PathOf("App.csproj"), 3, 1), (error.Code, error.File, error.LineNumber, error.ColumnNumber));
        Assert.Equal("https://stageready.dev/rules/STG3001", error.HelpLink);
        Assert.False(File.Exists(task.StampFile));
    }

    [Fact]
    public void Without_a_finding_there_is_a_stamp()
    {
        var task = Task("App.csproj", PackageReference("App.csproj", "Example", "1.0.0"));

        Assert.True(task.Execute());
        Assert.Equal("inputs", File.ReadAllText(task.StampFile));
    }

    [Fact]
    public void A_finding_in_a_shared_file_is_reported_once_and_still_leaves_no_stamp()
    {
        var first = Task("First.csproj", PackageReference("Directory.Build.props", "Example", "1.*"));
        var second = Task("Second.csproj", PackageReference("Directory.Build.props", "Example", "1.*"));

        Assert.False(first.Execute());
        second.Execute();
        Assert.Single(_engine.Errors);
        Assert.False(File.Exists(second.StampFile));
    }

    [Fact]
    public void A_package_that_the_SDK_adds_is_not_the_users()
    {
        var reference = PackageReference("App.csproj", "Example", "1.*");
        reference.SetMetadata("IsImplicitlyDefined", "true");

        Assert.True(Task("App.csproj", reference).Execute());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"libraries":{"Example/no version":{"type":"package"},"x":1},"project":{"frameworks":[1]}}""")]
    public void A_restore_result_that_cannot_be_understood_gives_no_verdict_and_no_stack_trace(string assets)
    {
        var task = Task("App.csproj", PackageReference("App.csproj", "Example", "1.*"));
        task.ProjectAssetsFile = PathOf("project.assets.json");
        File.WriteAllText(task.ProjectAssetsFile, assets);

        Assert.False(task.Execute());
        Assert.Equal(["STG3001"], _engine.Errors.Select(error => error.Code));
    }

    [Fact]
    public void A_stamp_that_cannot_be_written_is_an_error_of_one_line()
    {
        var task = Task("App.csproj");
        task.StampFile = PathOf("absent/stamp");

        Assert.False(task.Execute());
        Assert.DoesNotContain('\n', Assert.Single(_engine.Errors).Message!);
    }

    [Fact]
    public void Without_a_lock_file_an_application_is_warned_and_has_a_stamp_all_the_same()
    {
        var task = Task("App.csproj", PackageReference("App.csproj", "Example", "1.0.0"));
        task.Properties = [Property("OutputType", "Exe")];

        Assert.True(task.Execute());
        Assert.Equal(("STG3006", PathOf("App.csproj"), 1), (_engine.Warnings.Single().Code, _engine.Warnings[0].File, _engine.Warnings[0].LineNumber));
        Assert.True(File.Exists(task.StampFile));
    }

    [Fact]
    public void Locked_mode_without_a_lock_file_is_an_error_where_it_is_switched_on()
    {
        File.WriteAllText(PathOf("Directory.Build.props"), "<Project>\n<PropertyGroup>\n<RestoreLockedMode>true</RestoreLockedMode>\n</PropertyGroup>\n</Project>");
        var task = Task("App.csproj", PackageReference("App.csproj", "Example", "1.0.0"));
        task.RepositoryRoot = _root;
        task.Properties = [Property("OutputType", "Exe"), Property("RestoreLockedMode", "true")];

        Assert.False(task.Execute());
        Assert.Equal(("STG3008", PathOf("Directory.Build.props"), 3), (_engine.Errors.Single().Code, _engine.Errors[0].File, _engine.Errors[0].LineNumber));
    }

    [Fact]
    public void Only_the_build_for_the_first_framework_judges_the_lock_file()
    {
        var task = Task("App.csproj", PackageReference("App.csproj", "Example", "1.0.0"));
        task.IsPrimaryBuild = false;
        task.Properties = [Property("RestoreLockedMode", "true")];

        Assert.True(task.Execute());
    }

    [Fact]
    public void A_project_without_packages_needs_no_lock_file()
    {
        var task = Task("App.csproj");
        task.Properties = [Property("OutputType", "Exe"), Property("RestoreLockedMode", "true")];

        Assert.True(task.Execute());
        Assert.Empty(_engine.Warnings);
    }

    private static TaskItem Property(string name, string value) => new(name, new Dictionary<string, string> { ["Value"] = value });

    private CheckPackageVersions Task(string project, params ITaskItem[] references) => new()
    {
        BuildEngine = _engine,
        ProjectFile = PathOf(project),
        PackageReferences = references,
        StampFile = PathOf(project + ".stamp"),
        Stamp = "inputs",
    };

    private DefinedItem PackageReference(string file, string id, string version)
    {
        File.WriteAllText(PathOf(file), $"<Project>\n<ItemGroup>\n<PackageReference Include=\"{id}\" Version=\"{version}\" />\n</ItemGroup>\n</Project>");
        return new DefinedItem(id, version, PathOf(file));
    }

    private string PathOf(string name) => Path.Combine(_root, name);
}
