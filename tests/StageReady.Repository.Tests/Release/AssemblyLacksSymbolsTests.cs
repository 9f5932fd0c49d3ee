using StageReady.Release;

namespace StageReady.Repository.Tests.Release;

public class AssemblyLacksSymbolsTests
{
    private static readonly PublishedAssembly Complete = new("Shop.dll", HasSymbols: true, HasOtherSymbols: false, HasSourceLink: true);

    [Fact]
    public void Symbols_with_source_link_are_fine() => Assert.Null(Judge(Complete, "https://github.com/shop/shop"));

    [Fact]
    public void No_symbols_are_a_warning_that_names_the_assembly()
    {
        var finding = Judge(Complete with { HasSymbols = false, HasSourceLink = false }, null);

        Assert.Equal(("STG4004", Severity.Warning, "Shop.dll"), (finding!.Rule.Id, finding.Severity, finding.Subject));
        Assert.StartsWith("'Shop.dll' is published without its symbols", finding.Message);
    }

    [Fact]
    public void Symbols_of_another_build_are_told_as_such() =>
        Assert.StartsWith("The symbols that are published with 'Shop.dll' belong to another build of it", Judge(Complete with { HasSymbols = false, HasOtherSymbols = true }, null)!.Message);

    [Theory]
    [InlineData("https://github.com/shop/shop", true)]
    [InlineData("git@github.com:shop/shop.git", true)]
    [InlineData("ssh://git@ssh.dev.azure.com/v3/shop/shop", true)]
    [InlineData("https://git.shop.example/shop.git", false)]
    [InlineData("https://notgithub.com/shop/shop", false)]
    [InlineData(null, false)]
    public void Source_link_is_asked_for_where_the_SDK_can_make_it(string? origin, bool isReported) => Assert.Equal(isReported, Judge(Complete with { HasSourceLink = false }, origin) is not null);

    private static Finding? Judge(PublishedAssembly assembly, string? origin) => AssemblyLacksSymbols.Judge(assembly, "Shop.csproj", origin);
}
