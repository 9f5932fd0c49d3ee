namespace StageReady.Repository.Tests.Pinning;

public class TransitivePackagesAreNotPinnedTests
{
    private const string Central = """
        --- Directory.Packages.props
        <Project>
          <PropertyGroup>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
          </PropertyGroup>
        </Project>
        """;

    [Fact]
    public void Central_versions_without_transitive_pinning_are_told_once_where_they_are_switched_on() => Assert.Equal(
        ["STG3011 Directory.Packages.props(3,5)"], Locks.Judge(Locks.Project, Locks.Project.Replace("App/App", "Other/Other"), Central));

    [Theory]
    [InlineData("<CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>")]
    [InlineData("<CentralPackageTransitivePinningEnabled>$(Pin)</CentralPackageTransitivePinningEnabled>")]
    [InlineData("<RestoreLockedMode>true</RestoreLockedMode>", Locks.Lock)]
    [InlineData("<ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>")]
    public void Transitive_pinning_a_lock_file_of_every_project_or_no_central_versions_are_fine(string property, string more = "") => Assert.Empty(Locks.Judge(
        Locks.Project, Central.Replace("  </PropertyGroup>", $"    {property}\n  </PropertyGroup>"), more));
}
