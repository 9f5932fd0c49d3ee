using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class LockFileLocksNothingTests
{
    private const string File = "packages.lock.json";

    private const string Lock = """
        {"version":1,"dependencies":{
          "net10.0":{"Example":{"type":"Direct","requested":"[1.0.0, )","resolved":"1.0.0"},"Deep":{"type":"Transitive","resolved":"1.0.0"}},
          ".NETStandard,Version=v2.0":{"Example":{"type":"Direct","requested":"[1.0.0, )","resolved":"1.0.0"}}}}
        """;

    [Theory]
    [InlineData(false, null, null, "Locked mode is on, but App has no packages.lock.json: restore writes one and holds to nothing. Set RestorePackagesWithLockFile to true, restore once and commit packages.lock.json")]
    [InlineData(true, false, null, "Locked mode is on, but git does not track the packages.lock.json of App, so that a clone has none to hold to. Commit it")]
    [InlineData(true, true, "Example", "Locked mode is on, but the packages.lock.json of App does not lock Example as it is asked for. Restore with --force-evaluate and commit packages.lock.json")]
    public void A_missing_an_untracked_and_a_stale_lock_file_are_errors_at_the_switch(bool exists, bool? isTracked, string? unanswered, string message)
    {
        var finding = LockFileLocksNothing.Judge(Properties.Of("Nullable=enable;RestoreLockedMode=true"), "App", File, exists, isTracked, sharedWith: null, unanswered);

        Assert.Equal(("STG3008", Severity.Error, 3, message), (finding!.Rule.Id, finding.Severity, finding.Span.StartLine, finding.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void A_lock_file_that_answers_is_fine_in_git_and_outside(bool? isTracked) => Assert.Null(LockFileLocksNothing.Judge(Properties.Of("RestoreLockedMode=true"), "App", File, true, isTracked, sharedWith: null, unanswered: null));

    [Theory]
    [InlineData("Example", "1.0.0", "net10.0", ".NETCoreApp,Version=v10.0", null)]
    [InlineData("example", "[1.0.0, )", "netstandard2.0", ".NETStandard,Version=v2.0", null)]
    [InlineData("Example", "1.0.1", "net10.0", ".NETCoreApp,Version=v10.0", "Example")]
    [InlineData("Deep", "1.0.0", "net10.0", ".NETCoreApp,Version=v10.0", "Deep")]
    [InlineData("Example", "1.0.0", "net9.0", ".NETCoreApp,Version=v9.0", "Example")]
    public void It_is_stale_if_it_does_not_lock_what_is_asked_for(string id, string version, string framework, string moniker, string? unanswered) => Assert.Equal(
        unanswered,
        PackagesLockFile.Parse(Lock)!.FirstUnanswered([new PackageRequest(id, version, SourceSpan.StartOf("App.csproj"), PackageRequestKind.PackageReference)], framework, moniker));
}
