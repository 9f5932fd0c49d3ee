namespace StageReady.Rules.Tests.Configuration;

public sealed class KeyMissingInOneDeployedEnvironmentTests
{
    private const string Id = "STG1001";

    [Fact]
    public void A_key_of_one_environment_is_reported_where_it_is_set()
    {
        var finding = Assert.Single(Pair("""
            {
              "Smtp": { "Host": "a", "Port": 25 }
            }
            """, """{ "Smtp": { "Host": "b" } }""").Findings());

        Assert.Equal((Id, "web/appsettings.Staging.json", 2, 34, "Smtp:Port"), (finding.Rule.Id, finding.Span.Path, finding.Span.StartLine, finding.Span.StartColumn, finding.Subject));
        Assert.Equal(
            "'Smtp:Port' is set for Staging and not for Production. Set it there or in the base file, or declare in stageready.json that the deployment supplies it (externalKeys)",
            finding.Message);
    }

    [Theory]
    [InlineData("{}", """{ "A":1 }""", "warning appsettings.Production.json(1,7)")]
    [InlineData("""{ "A":"" }""", "{}", "warning appsettings.Staging.json(1,7)")]
    [InlineData("""{ "A": { "B":1 } }""", """{ "A": { "C":1 } }""", "warning appsettings.Production.json(1,14)", "warning appsettings.Staging.json(1,14)")]
    [InlineData("""{ "A":[1,2] }""", "{}", "warning appsettings.Staging.json(1,3)")]
    [InlineData("""{ "A": { "Peers": [{ "Host": "a" }, { "Host": "b" }] } }""", """{ "A": { } }""", "warning appsettings.Staging.json(1,10)")]
    [InlineData("""{ "A:B":1 }""", """{ "A": { "C":1 } }""", "warning appsettings.Production.json(1,14)", "warning appsettings.Staging.json(1,9)")]
    public void Either_environment_can_lack_it(string staging, string production, params string[] places) =>
        Assert.Equal(places, Pair(staging, production).Places(Id));

    [Theory]
    [InlineData("""{ "A": 1 }""", """{ "a": 2 }""")]
    [InlineData("""{ "A": { "B": 1 } }""", """{ "A:B": 2 }""")]
    [InlineData("""{ "Peers": ["a", "b"] }""", """{ "Peers": ["c"] }""")]
    [InlineData("""{ "Peers": ["a", "b"] }""", """{ "Peers": [] }""")]
    [InlineData("""{ "Peers": [{ "Host": "a" }] }""", """{ "Peers": [{ "Address": "a" }] }""")]
    [InlineData("""{ "A": 1 }""", """{ "A": null }""")]
    [InlineData("""{ "A": null, "B": {}, "C": [] }""", "{}")]
    [InlineData("""{ "A": 1 }""", """{ "A": { "B": 1 } }""")]
    public void The_same_keys_are_fine_whatever_their_values(string staging, string production) => Assert.Empty(Pair(staging, production).Places(Id));

    [Fact]
    public void A_base_file_supplies_both() =>
        Assert.Empty(Project.Base("""{ "A": 1 }""").With("appsettings.Staging.json", """{ "A": 2 }""").With("appsettings.Production.json", "{}").Places(Id));

    [Fact]
    public void The_applications_own_settings_file_is_a_base_file() =>
        Assert.Empty(Pair("""{ "A": 1 }""", "{}").With("Shop.Web.settings.json", """{ "A": 3 }""").Places(Id));

    [Theory]
    [InlineData("Smtp:Password", true)]
    [InlineData("Smtp", true)]
    [InlineData("Smtp:Pass", false)]
    public void The_deployment_supplies_what_is_declared(string external, bool supplied) =>
        Assert.Equal(supplied, Pair("""{ "Smtp": { "Password": "x" } }""", "{}").Settings($$"""{ "externalKeys": ["{{external}}"] }""").Places(Id).Length == 0);

    [Theory]
    [InlineData("""{ "Logging": { "LogLevel": { "Shop": "Debug" } } }""")]
    [InlineData("""{ "Serilog": { "Properties": { "Application": "Shop" } } }""")]
    [InlineData("""{ "kestrel": { "Endpoints": { "Http": { "Url": "http://*:80" } } } }""")]
    public void Logging_and_listening_differ_by_nature(string staging) => Assert.Empty(Pair(staging, "{}").Places(Id));

    [Theory]
    [InlineData("""{ "Tenants": { "shop.example.com": "a" } }""", """{ "Tenants": { "shop.example.org": "b" } }""")]
    [InlineData("""{ "Redirects": { "https://a.example.com/x": "/y" } }""", "{}")]
    [InlineData("""{ "Pages": { "404": "a", "default": "b" } }""", """{ "Pages": { "500": "a" } }""")]
    [InlineData("""{ "Keys": { "6fa459ea-ee8a-3ca4-894e-db77e160355e": "a" } }""", "{}")]
    [InlineData("""{ "Quota": { "petra@shop.example": 3, "Default": 2 } }""", "{}")]
    [InlineData("""{ "Policies": { "Gold customers": { "Limit": 3 } } }""", "{}")]
    [InlineData("""{ "$schema": "https://json.schemastore.org/appsettings.json" }""", "{}")]
    public void The_keys_of_a_table_are_data(string staging, string production) => Assert.Empty(Pair(staging, production).Places(Id));

    [Fact]
    public void A_table_in_one_section_exempts_no_other() =>
        Assert.Equal(["warning appsettings.Staging.json(1,54)"], Pair("""{ "Tenants": { "a.example": "a" }, "Smtp": { "Port": 25 } }""", "{}").Places(Id));

    [Fact]
    public void Both_roles_need_a_file_of_their_own()
    {
        Assert.Empty(Project.Base("{}").With("appsettings.Staging.json", """{ "A": 1 }""").Places(Id));
        Assert.Empty(Project.Base("{}").With("appsettings.Production.json", """{ "A": 1 }""").With("appsettings.QA.json", "{}").Places(Id));
    }

    [Fact]
    public void Each_environment_of_a_role_is_compared()
    {
        var project = Pair("""{ "A": 1 }""", """{ "A": 1, "B": 2 }""").With("appsettings.UAT.json", "{}").With("appsettings.Live.json", """{ "A": 1, "B": 3 }""");
        Assert.Equal(
            [
                "'B' is set for Live and not for Staging or UAT. Set it there or in the base file, or declare in stageready.json that the deployment supplies it (externalKeys)",
                "'A' is set for Live and not for UAT. Set it there or in the base file, or declare in stageready.json that the deployment supplies it (externalKeys)",
            ],
            project.Messages(Id).Where(message => message.Contains("for Live")).OrderDescending());
        Assert.Equal(
            ["warning appsettings.Live.json(1,8)", "warning appsettings.Live.json(1,16)", "warning appsettings.Production.json(1,8)", "warning appsettings.Production.json(1,16)"],
            project.Places(Id));
    }

    [Fact]
    public void A_test_project_is_exempt() => Assert.Empty(Pair("""{ "A": 1 }""", "{}").AsTest().Places(Id));

    [Fact]
    public void An_environment_that_does_not_load_is_unknown() => Assert.Empty(Pair("""{ "A": 1 }""", "{ oops").Places(Id));

    [Fact]
    public void A_key_that_nobody_could_have_chosen_is_not_compared() =>
        Assert.Empty(Pair($$"""{ "{{string.Join(':', Enumerable.Repeat("a", 100_000))}}": 1 }""", "{}").Places(Id));

    private static Project Pair(string staging, string production) =>
        Project.Base("{}").With("appsettings.Staging.json", staging).With("appsettings.Production.json", production);
}
