using StageReady.Pinning;

namespace StageReady.Repository.Tests.Pinning;

public class LockFileIsEvaluatedAnewTests
{
    [Theory]
    [InlineData("RestoreForceEvaluate=true", true, true)]
    [InlineData("RestoreForceEvaluate=true", false, false)]
    [InlineData("RestoreForceEvaluate=false", true, false)]
    [InlineData("", true, false)]
    public void Both_together_are_told_where_the_evaluation_is_forced(string properties, bool isLocked, bool isReported)
    {
        var finding = LockFileIsEvaluatedAnew.Judge(Properties.Of(properties), isLocked);

        Assert.Equal(isReported ? ("STG3010", 2) : null, finding is null ? null : ((string, int)?)(finding.Rule.Id, finding.Span.StartLine));
    }
}
