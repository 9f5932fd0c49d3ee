namespace StageReady.Tool.Commands;

/// <summary>What the commands of this folder return.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Findings = 1;
    public const int UnusableInput = 2;
    public const int Defect = 70;
}
