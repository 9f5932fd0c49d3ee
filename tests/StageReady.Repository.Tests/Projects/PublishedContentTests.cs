using StageReady.Projects;

namespace StageReady.Repository.Tests.Projects;

public class PublishedContentTests
{
    private const string Web = "Microsoft.NET.Sdk.Web";
    private const string Worker = "Microsoft.NET.Sdk.Worker";
    private const string Plain = "Microsoft.NET.Sdk";
    private const string Blazor = "Microsoft.NET.Sdk.BlazorWebAssembly";

    [Theory]
    [InlineData(Web, "appsettings.json", "", "Copied")]
    [InlineData(Worker, "settings/appsettings.json", "", "Copied")]
    [InlineData(Plain, "appsettings.json", "", "None")]
    [InlineData(Blazor, "wwwroot/appsettings.json", "", "Copied")]
    [InlineData(Blazor, "appsettings.json", "", "None")]
    [InlineData(Web, "Properties/launchSettings.json", "", "None")]
    [InlineData(Web, ".config/appsettings.json", "", "None")]
    [InlineData(Web, "appsettings.json", "<PropertyGroup><EnableDefaultContentItems>false</EnableDefaultContentItems></PropertyGroup>", "None")]
    // What the project says, in its order.
    [InlineData(Web, "appsettings.json", "<ItemGroup><Content Update=\"appsettings.json\" CopyToPublishDirectory=\"Never\" /></ItemGroup>", "KeptOnPurpose")]
    [InlineData(Web, "appsettings.json", "<ItemGroup><Content Update=\"a.json;appsettings*.json\"><CopyToPublishDirectory>Never</CopyToPublishDirectory></Content></ItemGroup>", "KeptOnPurpose")]
    [InlineData(Web, "appsettings.json", "<ItemGroup><Content Remove=\"**/appsettings.json\" /></ItemGroup>", "KeptOnPurpose")]
    [InlineData(Web, "appsettings.json", "<ItemGroup><Content Remove=\"appsettings.json\" /><Content Include=\"appsettings.json\" CopyToPublishDirectory=\"Always\" /></ItemGroup>", "Copied")]
    [InlineData(Web, "appsettings.json", "<ItemGroup><None Update=\"appsettings.json\" CopyToPublishDirectory=\"Never\" /></ItemGroup>", "Copied")]
    [InlineData(Web, "appsettings.json", "<ItemGroup><Content Update=\"other.json\" CopyToPublishDirectory=\"Never\" /></ItemGroup>", "Copied")]
    [InlineData(Plain, "appsettings.json", "<ItemGroup><None Update=\"appsettings.json\" CopyToOutputDirectory=\"PreserveNewest\" /></ItemGroup>", "Copied")]
    [InlineData(Plain, "appsettings.json", "<ItemGroup><None Update=\"appsettings.json\" CopyToOutputDirectory=\"Always\" CopyToPublishDirectory=\"Never\" /></ItemGroup>", "KeptOnPurpose")]
    [InlineData(Plain, "appsettings.json", "<ItemGroup><EmbeddedResource Include=\"appsettings.json\" /></ItemGroup>", "KeptOnPurpose")]
    // Release decides; a property that nothing sets decides nothing.
    [InlineData(Web, "appsettings.json", "<ItemGroup Condition=\"'$(Configuration)' == 'Release'\"><Content Remove=\"appsettings.json\" /></ItemGroup>", "KeptOnPurpose")]
    [InlineData(Web, "appsettings.json", "<ItemGroup Condition=\"'$(Configuration)' == 'Debug'\"><Content Remove=\"appsettings.json\" /></ItemGroup>", "Copied")]
    [InlineData(Web, "appsettings.json", "<ItemGroup Condition=\"'$(Unset)' == ''\"><Content Remove=\"appsettings.json\" /></ItemGroup>", "Unknown")]
    [InlineData(Plain, "appsettings.json", "<ItemGroup><None Update=\"appsettings.json\" CopyToOutputDirectory=\"$(Unset)\" /></ItemGroup>", "Unknown")]
    public void A_file_is_copied_as_MSBuild_would(string sdk, string file, string text, string expected)
    {
        var tree = new RepositoryTree(["App/App.csproj", "App/" + file], _ => $"<Project Sdk=\"{sdk}\">{text}</Project>");

        Assert.Equal(expected, PublishedContent.Of("App/" + file, new ProjectEvaluator(tree).Evaluate("App/App.csproj")!).ToString());
    }
}
