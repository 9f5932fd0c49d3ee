namespace StageReady.Rules.Tests.Configuration;

/// <summary>What the code adds to its host's configuration comes after what the host loads.</summary>
public sealed class AddedFileTests
{
    private const string Local = """{"Api":"http://localhost:5000"}""";
    private const string Remote = """{"Api":"https://api.example.com"}""";

    [Fact]
    public void A_file_that_every_start_adds_beats_those_of_the_host() => Assert.Equal(
        ["error custom.json(1,8)"],
        Project.Base("{}").With("appsettings.Production.json", Remote).WithOther("custom.json", Local).Adds("custom.json").Places("STG1008"));

    [Fact]
    public void A_file_of_the_environment_beats_the_base_of_its_kind() => Assert.Empty(
        Project.Base(Local).WithOther("custom.json", Local).WithOther("custom.Production.json", Remote).WithOther("custom.Development.json", Local).Adds("custom.json").Adds("custom.*.json").Places("STG1008"));

    [Fact]
    public void The_order_is_that_of_the_code() => Assert.Equal(
        ["error custom.json(1,8)"],
        Project.Base("{}").WithOther("custom.json", Local).WithOther("custom.Production.json", Remote).Adds("custom.*.json").Adds("custom.json").Places("STG1008"));

    [Fact]
    public void A_file_of_the_host_that_is_added_again_counts_where_it_comes_last() => Assert.Equal(
        ["error appsettings.json(1,8)"],
        Project.Base(Local).With("appsettings.Production.json", Remote).Adds("appsettings.json").Places("STG1008"));

    [Fact]
    public void A_file_that_is_named_for_one_environment_and_always_added_is_in_all() => Assert.Equal(
        ["error appsettings.Local.json(1,8)"],
        Project.Base(Remote).With("appsettings.Local.json", Local).Adds("appsettings.Local.json").Places("STG1008"));

    [Fact]
    public void Of_another_folder_it_joins_what_the_host_loads() => Assert.Empty(
        Project.Base(Local).With("config/appsettings.json", "{}").With("config/appsettings.Production.json", Remote).Adds("config/appsettings.json").Adds("config/appsettings.*.json").Places("STG1008"));

    [Fact]
    public void Cleared_sources_leave_what_is_added_after() => Assert.Equal(
        ["error custom.json(1,8)"],
        Project.Base("""{"Cache":"http://localhost:6379"}""").WithOther("first.json", """{"Mail":"http://localhost:25"}""").WithOther("custom.json", Local).Adds("first.json").Adds("").Adds("custom.json").Places("STG1008"));

    [Fact]
    public void A_file_that_nothing_adds_is_no_configuration() => Assert.Empty(Project.Base("{}").WithOther("custom.json", "{").WithOther("customs.json", "{").Adds("customers.json").Findings());

    [Fact]
    public void What_only_some_starts_add_overrides_nothing() => Assert.Equal(
        ["error appsettings.json(1,8)"],
        Project.Base(Local).WithOther("custom.json", Remote).Adds("custom.json", isCertain: false).Places("STG1008"));

    [Fact]
    public void An_added_file_that_cannot_load_is_reported() => Assert.Equal(["error custom.json(1,2)"], Project.Base("{}").WithOther("custom.json", "{").Adds("custom.json").Places("STG1021"));

    [Fact]
    public void What_a_store_of_secrets_may_supply_is_neither_missing_nor_a_placeholder()
    {
        var project = new Project().With("appsettings.Staging.json", """{"ConnectionStrings":{"Shop":"Server=sql.example.com"},"Jwt":{"Key":""},"Api":"https://api.example.com","Limit":5}""")
            .With("appsettings.Production.json", """{"Api":"<api>"}""").Adds(StageReady.Configuration.AddedFile.Vault);

        Assert.Equal(["warning appsettings.Staging.json(1,113)"], project.Places("STG1001"));
        Assert.Equal(["warning appsettings.Production.json(1,8)"], project.Places("STG1009"));
    }

    [Theory]
    // Another key than the one that may be added is missing all the same.
    [InlineData("custom.json", false, """{"Other":1}""", 1)]
    [InlineData("custom.json", false, """{"Limit":5}""", 0)]
    [InlineData("custom.json", true, """{"Limit":5}""", 0)]
    [InlineData("custom.*.json", true, """{"Limit":5}""", 1)]
    [InlineData(null, true, null, 0)]
    [InlineData(null, false, null, 0)]
    // Not in the repository: the deployment may bring it, a developer's own it does not.
    [InlineData("secrets/app.json", true, null, 0)]
    [InlineData("appsettings.Local.json", true, null, 1)]
    [InlineData("local.settings.json", true, null, 1)]
    [InlineData("secrets.*.json", true, null, 1)]
    public void A_key_that_may_be_added_is_not_missing(string? path, bool isCertain, string? json, int findings)
    {
        var project = new Project().With("appsettings.Staging.json", """{"Limit":5}""").With("appsettings.Production.json", "{}").Adds(path, isCertain);
        if (json is not null)
            project.WithOther("custom.json", json);

        Assert.Equal(findings, project.Places("STG1001").Length);
    }
}
