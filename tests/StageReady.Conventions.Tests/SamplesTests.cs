namespace StageReady.Conventions.Tests;

/// <summary>StorefrontNotReady is Storefront with mistakes, and a reader who compares the two sees nothing else.</summary>
public sealed class SamplesTests
{
    private const string Ready = "samples/Storefront";
    private const string NotReady = "samples/StorefrontNotReady";

    // Their formats have no comments, or they speak of what is not there: NotReady's readme names what is wrong.
    private static readonly string[] Unmarked = ["README.md", "docs/runbook.md", ".config/dotnet-tools.json", "reporting/.config/dotnet-tools.json"];

    public static TheoryData<string> FilesThatDiffer => [.. Repository.Files(NotReady, "*")
        .Select(path => path[(NotReady.Length + 1)..])
        .Where(path => Repository.TryRead($"{NotReady}/{path}") != Repository.TryRead($"{Ready}/{path}"))
        .Except(Unmarked)];

    [Theory]
    [MemberData(nameof(FilesThatDiffer))]
    public void What_differs_from_the_ready_sample_says_what_is_wrong(string path) =>
        Assert.Matches(@"Wrong \(STG\d{4}", Repository.TryRead($"{NotReady}/{path}"));

    [Fact]
    public void Only_the_lock_file_the_rollback_plan_and_the_project_have_no_counterpart()
    {
        string[] missing = [.. Repository.Files(Ready, "*").Select(path => path[(Ready.Length + 1)..]).Where(path => Repository.TryRead($"{NotReady}/{path}") is null)];

        Assert.Equal(["Storefront.csproj", "docs/rollback.md", "packages.lock.json"], missing);
    }

    [Fact]
    public void The_ready_sample_confesses_no_mistake() =>
        Assert.DoesNotContain(Repository.Files(Ready, "*"), path => Repository.TryRead(path)!.Contains("Wrong (STG", StringComparison.Ordinal));
}
