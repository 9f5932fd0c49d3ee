namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule FloatingPackageVersion = new(
        "STG3001", "A package version floats", Severity.Error, RuleOwner.Task, HasFix: true);

    public static readonly Rule VersionHasNoLowerBound = new(
        "STG3002", "A package version has no lower bound", Severity.Warning, RuleOwner.Task, HasFix: true);

    public static readonly Rule VersionHasUpperBound = new(
        "STG3003", "A package version is a range", Severity.Info, RuleOwner.Task, HasFix: true);

    public static readonly Rule RestoreChoseAnotherVersion = new(
        "STG3004", "Restore chose a version that nothing asks for", Severity.Warning, RuleOwner.Task);

    public static readonly Rule RestoreWarningUnheeded = new(
        "STG3005", "Restore warns about a version, or is not allowed to", Severity.Warning, RuleOwner.Task);

    public static readonly Rule PackagesAreNotLocked = new(
        "STG3006", "The packages of an application are not locked", Severity.Warning, RuleOwner.Task, HasFix: true);

    public static readonly Rule LockFileIsNotEnforced = new(
        "STG3007", "Nothing enforces the lock file", Severity.Warning, RuleOwner.Task, HasFix: true);

    public static readonly Rule LockFileLocksNothing = new(
        "STG3008", "Locked mode has no lock file that it could hold to", Severity.Error, RuleOwner.Task);

    public static readonly Rule LockedContentDiffers = new(
        "STG3009", "A package is not the one that was locked", Severity.Error, RuleOwner.Task);

    public static readonly Rule LockFileIsEvaluatedAnew = new(
        "STG3010", "A forced evaluation undoes locked mode", Severity.Warning, RuleOwner.Task);

    public static readonly Rule TransitivePackagesAreNotPinned = new(
        "STG3011", "Central versions do not hold for transitive packages", Severity.Info, RuleOwner.Task);

    public static readonly Rule DotNetSdkIsNotPinned = new(
        "STG3012", "The version of the .NET SDK is not pinned", Severity.Warning, RuleOwner.Cli, HasFix: true);

    public static readonly Rule DotNetSdkRollsForward = new(
        "STG3013", "The .NET SDK rolls forward to another feature band", Severity.Warning, RuleOwner.Cli, HasFix: true);

    public static readonly Rule MSBuildSdkIsNotPinned = new(
        "STG3014", "The version of an MSBuild SDK is not pinned", Severity.Error, RuleOwner.Cli, HasFix: true);

    public static readonly Rule DotNetToolIsNotPinned = new(
        "STG3015", "The version of a .NET tool or of an added package is not pinned", Severity.Warning, RuleOwner.Cli, HasFix: true);

    public static readonly Rule LanguageVersionFloats = new(
        "STG3016", "The version of C# floats with the SDK", Severity.Warning, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule RuntimeIsNotPinned = new(
        "STG3017", "The runtime of the application is not pinned", Severity.Warning, RuleOwner.Task);

    public static readonly Rule PackageSourcesAreOpen = new(
        "STG3018", "Packages can come from a source that nobody chose", Severity.Warning, RuleOwner.Cli, HasFix: true);

    public static readonly Rule ContainerImageFloats = new(
        "STG3019", "A container image floats", Severity.Error, RuleOwner.Cli, HasFix: true);

    public static readonly Rule ContainerImageHasNoDigest = new(
        "STG3020", "A container image is not pinned to a digest", Severity.Warning, RuleOwner.Cli, HasFix: true);

    public static readonly Rule SystemPackageIsNotPinned = new(
        "STG3021", "A Dockerfile installs packages without versions", Severity.Info, RuleOwner.Cli);

    public static readonly Rule ActionIsNotPinned = new(
        "STG3022", "A workflow uses an action that is not pinned to a commit", Severity.Warning, RuleOwner.Cli, HasFix: true);

    public static readonly Rule RunnerFloats = new(
        "STG3023", "A job runs on whichever runner image is the latest", Severity.Info, RuleOwner.Cli);

    public static readonly Rule WorkflowToolFloats = new(
        "STG3024", "A workflow installs a floating version of a tool", Severity.Warning, RuleOwner.Cli);

    public static readonly Rule NodePackageIsNotLocked = new(
        "STG3025", "Packages of npm are not locked", Severity.Warning, RuleOwner.Cli);

    public static readonly Rule InfrastructureModuleFloats = new(
        "STG3026", "A provider, module or chart of the infrastructure floats", Severity.Warning, RuleOwner.Cli);

    public static readonly Rule BaseImageIsNotPinned = new(
        "STG3027", "The base image of the container is not pinned", Severity.Warning, RuleOwner.Task);

    public static readonly Rule ContainerImageInCodeFloats = new(
        "STG3028", "A container image in code floats", Severity.Warning, RuleOwner.Analyzer);

    private static IEnumerable<Rule> PinningRules() =>
    [
        FloatingPackageVersion,
        VersionHasNoLowerBound,
        VersionHasUpperBound,
        RestoreChoseAnotherVersion,
        RestoreWarningUnheeded,
        PackagesAreNotLocked,
        LockFileIsNotEnforced,
        LockFileLocksNothing,
        LockedContentDiffers,
        LockFileIsEvaluatedAnew,
        TransitivePackagesAreNotPinned,
        DotNetSdkIsNotPinned,
        DotNetSdkRollsForward,
        MSBuildSdkIsNotPinned,
        DotNetToolIsNotPinned,
        LanguageVersionFloats,
        RuntimeIsNotPinned,
        PackageSourcesAreOpen,
        ContainerImageFloats,
        ContainerImageHasNoDigest,
        SystemPackageIsNotPinned,
        ActionIsNotPinned,
        RunnerFloats,
        WorkflowToolFloats,
        NodePackageIsNotLocked,
        InfrastructureModuleFloats,
        BaseImageIsNotPinned,
        ContainerImageInCodeFloats,
    ];
}
