using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class RuntimeIsNotPinnedTests
{
    [Theory]
    [InlineData("RuntimeFrameworkVersion=8.0.*", true, false, 2)]
    [InlineData("Nullable=enable;SelfContained=true", false, true, 3)]
    [InlineData("PublishSelfContained=true", false, true, 2)]
    [InlineData("PublishAot=true", false, true, 2)]
    public void A_floating_runtime_and_a_self_contained_application_of_any_SDK_are_warnings(string properties, bool isSdkPinned, bool isApplication, int line)
    {
        var finding = RuntimeIsNotPinned.Judge(Properties.Of(properties), isApplication, isSdkPinned);

        Assert.Equal(("STG3017", Severity.Warning, line), (finding!.Rule.Id, finding.Severity, finding.Span.StartLine));
    }

    [Theory]
    [InlineData("", true, false)]
    [InlineData("SelfContained=false", true, false)]
    [InlineData("SelfContained=true", true, true)]
    [InlineData("SelfContained=true", false, false)]
    [InlineData("SelfContained=true;RuntimeFrameworkVersion=10.0.1", true, false)]
    [InlineData("SelfContained=true;TargetLatestRuntimePatch=false", true, false)]
    public void A_pinned_SDK_or_runtime_and_what_carries_no_runtime_are_fine(string properties, bool isApplication, bool isSdkPinned) => Assert.Null(RuntimeIsNotPinned.Judge(Properties.Of(properties), isApplication, isSdkPinned));
}
