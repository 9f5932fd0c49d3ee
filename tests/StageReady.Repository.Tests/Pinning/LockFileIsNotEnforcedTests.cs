namespace StageReady.Repository.Tests.Pinning;

public class LockFileIsNotEnforcedTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--- .github/workflows/ci.yml\n# dotnet restore --locked-mode")]
    [InlineData("--- Directory.Build.props\n<Project><PropertyGroup><RestoreLockedMode>false</RestoreLockedMode></PropertyGroup></Project>")]
    public void A_lock_file_that_nothing_enforces_is_told_at_the_lock_file(string more) => Assert.Equal(["STG3007 App/packages.lock.json(1,1)"], Locks.Judge(Locks.Project, Locks.Lock, more));

    [Theory]
    [InlineData("--- .github/workflows/ci.yml\n  - run: dotnet restore --locked-mode")]
    [InlineData("--- Dockerfile\nRUN dotnet restore --locked-mode")]
    [InlineData("--- justfile\nrestore:\n  @dotnet restore --locked-mode")]
    [InlineData("--- build.sh\ndotnet build -p:RestoreLockedMode=true")]
    [InlineData("--- Directory.Build.props\n<Project><PropertyGroup><RestoreLockedMode>true</RestoreLockedMode></PropertyGroup></Project>")]
    [InlineData("--- Directory.Build.props\n<Project><PropertyGroup><RestoreLockedMode Condition=\"'$(CI)' == 'true'\">true</RestoreLockedMode></PropertyGroup></Project>")]
    [InlineData("--- Directory.Build.props\n<Project><PropertyGroup><RestoreLockedMode Condition=\"'$(ContinuousIntegrationBuild)' == 'true'\">true</RestoreLockedMode></PropertyGroup></Project>")]
    [InlineData("--- Directory.Build.props\n<Project><PropertyGroup><RestoreLockedMode>$(Locked)</RestoreLockedMode></PropertyGroup></Project>")]
    public void A_lock_file_that_the_build_server_holds_to_is_fine_and_so_is_what_the_text_does_not_decide(string more) => Assert.Empty(Locks.Judge(Locks.Project, Locks.Lock, more));

    [Fact]
    public void Without_a_lock_file_there_is_nothing_to_enforce() => Assert.Empty(Locks.Judge(Locks.Project));
}
