using StageReady.Configuration;
using StageReady.Projects;

namespace StageReady.Repository.Tests.Configuration;

public class LinkedSettingsTests
{
    private const string Plain = "Microsoft.NET.Sdk";
    private const string Web = "Microsoft.NET.Sdk.Web";
    private const string Copied = "CopyToOutputDirectory=\"PreserveNewest\"";

    [Theory]
    [InlineData(Plain, $"<Content Include=\"..\\shared\\appsettings.json\" Link=\"appsettings.json\" {Copied} />", "shared/appsettings.json → appsettings.json")]
    [InlineData(Plain, $"<None Include=\"../shared/appsettings.json\" CopyToPublishDirectory=\"Always\"><Link>Config\\appsettings.json</Link></None>", "shared/appsettings.json → Config/appsettings.json")]
    [InlineData(Plain, $"<None Include=\"../shared/orders.json\" TargetPath=\"appsettings.Production.json\" {Copied} />", "shared/orders.json → appsettings.Production.json")]
    [InlineData(Plain, $"<None Include=\"../shared/orders.json\" Link=\"App.settings.json\" {Copied} />", "shared/orders.json → App.settings.json")]
    // Without either, a file from outside keeps its name.
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings*.json\" {Copied} />", "shared/appsettings.Staging.json → appsettings.Staging.json", "shared/appsettings.json → appsettings.json")]
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings*.json\" Exclude=\"../shared/appsettings.Staging.json\" {Copied} />", "shared/appsettings.json → appsettings.json")]
    [InlineData(Plain, $"<Content Include=\"../shared/**/appsettings.json\" Link=\"%(RecursiveDir)%(Filename)%(Extension)\" {Copied} />", "shared/appsettings.json → appsettings.json", "shared/eu/appsettings.json → eu/appsettings.json")]
    [InlineData(Plain, $"<Content Include=\"../shared/**/appsettings.json\" LinkBase=\"Config\" {Copied} />", "shared/appsettings.json → Config/appsettings.json", "shared/eu/appsettings.json → Config/eu/appsettings.json")]
    // A file of the project's own folder that the output has elsewhere.
    [InlineData(Web, "<Content Update=\"config/appsettings.json\" Link=\"appsettings.json\" />", "App/config/appsettings.json → appsettings.json")]
    [InlineData(Web, "")]
    // Copied by the build alone, for developers.
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings.json\" CopyToPublishDirectory=\"Never\" {Copied} />", "shared/appsettings.json → appsettings.json")]
    // Linked for the eye.
    [InlineData(Plain, "<None Include=\"../shared/appsettings.json\" Link=\"appsettings.json\" />")]
    [InlineData(Web, "<Content Include=\"../shared/appsettings.json\" Link=\"appsettings.json\" />")]
    [InlineData(Plain, "<Content Include=\"../shared/appsettings.json\" Link=\"appsettings.json\" CopyToOutputDirectory=\"Never\" />")]
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings.json\" {Copied} /><Content Remove=\"../shared/appsettings.json\" />")]
    // No configuration where it goes, or unknown where.
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings.json\" Link=\"template.json\" {Copied} />")]
    [InlineData(Plain, $"<Content Include=\"../shared/orders.json\" {Copied} />")]
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings.json\" Link=\"$(Unset)/appsettings.json\" {Copied} />")]
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings.json\" Link=\"%(Own)\" {Copied} />")]
    [InlineData(Plain, $"<Content Include=\"../shared/appsettings.json\" {Copied} Condition=\"'$(Unset)' == ''\" />")]
    [InlineData(Plain, $"<Content Include=\"../../appsettings.json\" {Copied} />")]
    [InlineData(Plain, $"<Content Include=\"../shared/absent/appsettings.json\" {Copied} />")]
    public void A_file_is_where_MSBuild_would_put_it(string sdk, string items, params string[] expected)
    {
        var tree = new RepositoryTree(
            ["App/App.csproj", "App/appsettings.json", "App/config/appsettings.json", "shared/appsettings.json", "shared/appsettings.Staging.json", "shared/eu/appsettings.json", "shared/orders.json"],
            _ => $"<Project Sdk=\"{sdk}\"><ItemGroup>{items}</ItemGroup></Project>");

        Assert.Equal(expected, LinkedSettings.Of(new ProjectEvaluator(tree).Evaluate("App/App.csproj")!, tree).Select(file => $"{file.Source} → {file.Target}"));
    }
}
