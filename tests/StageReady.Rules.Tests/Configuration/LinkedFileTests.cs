namespace StageReady.Rules.Tests.Configuration;

/// <summary>A file that a project links into its output counts under the name and in the folder that it has there.</summary>
public sealed class LinkedFileTests
{
    [Fact]
    public void It_supplies_the_values_of_the_environment_that_it_is_linked_for() => Assert.Equal(
        ["error ../shared/orders.json(1,8)"],
        new Project().WithLinked("../shared/orders.json", "appsettings.Production.json", """{"Api":"http://localhost:5000"}""").Places("STG1008"));

    [Fact]
    public void It_overrides_the_base_file_of_the_project() => Assert.Empty(Project
        .Base("""{"Api":"http://localhost:5000"}""")
        .WithLinked("../shared/appsettings.Production.json", "appsettings.Production.json", """{"Api":"https://api.example.com"}""")
        .Places("STG1008"));

    [Fact]
    public void It_does_not_count_where_it_is() => Assert.Empty(new Project()
        .WithLinked("config/appsettings.Production.json", "appsettings.Development.json", """{"Api":"http://localhost:5000"}""")
        .Places("STG1008"));

    [Fact]
    public void Below_wwwroot_browsers_get_it() => Assert.Equal(
        ["error ../shared/appsettings.json(1,13)"],
        new Project().WithLinked("../shared/appsettings.json", "wwwroot/appsettings.json", """{"Password":"k9#Vf2!qLm"}""").Places("STG1022"));
}
