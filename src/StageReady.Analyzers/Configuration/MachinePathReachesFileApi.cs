using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;
using StageReady.Analyzers.ValueFlow;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1108: a drive, a network share or a home folder that the code names, where it opens files.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MachinePathReachesFileApi() : StageReadyAnalyzer(Catalogue.MachinePathReachesFileApi)
{
    // Types all of whose methods and constructors work on files.
    private static readonly HashSet<string> FileTypes = WordSet.Of(
        """
        File Directory FileInfo DirectoryInfo FileStream StreamReader StreamWriter FileSystemWatcher PhysicalFileProvider DriveInfo
        ZipFile TarFile MemoryMappedFile X509Certificate2 X509CertificateLoader X509Certificate2Collection Assembly AssemblyLoadContext NativeLibrary
        Process ProcessStartInfo XDocument XElement XmlDocument XmlReader XmlWriter TextFieldParser BinaryReader
        """);

    private static readonly HashSet<string> FileMethods = WordSet.Of(
        """
        SetBasePath UseContentRoot UseWebRoot AddJsonFile AddXmlFile AddIniFile AddKeyPerFile AddUserSecretsFile PersistKeysToFileSystem PhysicalFile AppendAllText
        ReadAllText ReadAllTextAsync ReadAllBytes ReadAllBytesAsync ReadAllLines ReadAllLinesAsync WriteAllText WriteAllTextAsync WriteAllBytes WriteAllBytesAsync
        OpenRead OpenWrite CreateDirectory GetFiles EnumerateFiles ExtractToDirectory CreateFromDirectory LoadFrom LoadFile LogToFile AddFile
        """);

    private static readonly HashSet<string> FileMembers = new(StringComparer.Ordinal)
    {
        "ContentRootPath", "WebRootPath", "WorkingDirectory", "FileProvider", "CurrentDirectory",
    };

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(":\\", ":/", "\\\\", "\"/home/", "\"/Users/", "\"/root/");

    private protected override bool LeavesOutGeneratedCode => true;

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.Is(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        var guard = new DevelopmentGuard(paths);
        RegisterCodeAction(context, node => Analyze(node, paths.Names, guard), LiteralText.Kinds);
    }

    private static void Analyze(CodeContext context, NameIndex names, DevelopmentGuard guard)
    {
        if (MachinePath.Describe(LiteralText.StartOf(context.Node)) is not { } path
            || LiteralText.Of((ExpressionSyntax)context.Node) is not { Expression: var whole })
            return;

        var destination = Flow.Of(whole, context.Models, names).Destinations.FirstOrDefault(IsFileApi);
        if (destination is null || guard.Keeps(context.Node, context.Models) || guard.Keeps(destination.Node, context.Models))
            return;

        Report(context.ReportDiagnostic, context.Options, Descriptors.Create(
            Catalogue.MachinePathReachesFileApi,
            Severity.Warning,
            context.Node.GetLocation(),
            destination.Node.Span.Contains(context.Node.Span) ? [] : [destination.Node.GetLocation()],
            $"{path} reaches {destination.Description}, and another machine need not have it. Read the path from the configuration, or build it from the content root or a folder of the system"));
    }

    private static bool IsFileApi(Destination destination) => destination.Kind switch
    {
        DestinationKind.Creation => FileTypes.Contains(destination.Name),
        DestinationKind.Assignment => FileMembers.Contains(destination.Name) || (destination.Name is "FileName" or "Path" && destination.Type is "ProcessStartInfo" or "FileSystemWatcher"),
        // To look whether it is there is to reckon with its absence.
        _ => destination.Name != "Exists" && ((destination.Type is not null && FileTypes.Contains(destination.Type))
            || FileMethods.Contains(destination.Name)
            || (destination.Name == "File" && destination.Receiver is null or "LoggerSinkConfiguration" or "LoggerAuditSinkConfiguration")),
    };
}
