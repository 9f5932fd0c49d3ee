using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class MachinePathReachesFileApiTests
{
    [Fact]
    public Task The_message_says_what_the_path_is_and_where_it_ends()
    {
        var test = new Verifier<MachinePathReachesFileApi>(Shop("""File.ReadAllText({|#0:@"C:\Shop\prices.txt"|});"""));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("STG1108", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "A path on drive C: reaches File.ReadAllText, and another machine need not have it. Read the path from the configuration, or build it from the content root or a folder of the system"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""@"C:\Shop\prices.txt" """)]
    [InlineData("""@"d:\prices.txt" """)]
    [InlineData("\"D:/prices.txt\"")]
    [InlineData("""@"\\files01\shop\prices.txt" """)]
    [InlineData("\"/home/maria/prices.txt\"")]
    [InlineData("\"/Users/maria/prices.txt\"")]
    [InlineData("\"/root/prices.txt\"")]
    public Task Drives_shares_and_home_folders_are_reported(string path) => Verifier<MachinePathReachesFileApi>.VerifyAsync(Shop($"File.ReadAllText({{|STG1108:{path.Trim()}|}});"));

    [Theory]
    [InlineData("prices.txt")]
    [InlineData("data/prices.txt")]
    [InlineData("/var/lib/shop/prices.txt")]
    [InlineData("/etc/shop.conf")]
    [InlineData("/app/prices.txt")]
    [InlineData("/tmp/prices.txt")]
    [InlineData("/home")]
    [InlineData("/home/site/wwwroot/prices.txt")]
    [InlineData("~/prices.txt")]
    [InlineData("C:prices.txt")]
    [InlineData(@"\\.\pipe\shop")]
    [InlineData(@"\\?\prefix")]
    [InlineData(@"\\localhost\shop\prices.txt")]
    [InlineData(@"\\d+")]
    [InlineData("::")]
    [InlineData("")]
    public Task Other_paths_are_fine(string path) => Verifier<MachinePathReachesFileApi>.VerifyAsync(Shop($"File.ReadAllText(@\"{path}\");"));

    [Theory]
    [InlineData("""Directory.CreateDirectory({|STG1108:@"C:\Shop"|});""")]
    [InlineData("""_ = new FileInfo({|STG1108:@"C:\Shop"|});""")]
    [InlineData("""_ = new StreamReader({|STG1108:@"C:\Shop"|});""")]
    [InlineData("""using FileStream stream = new({|STG1108:@"C:\Shop"|}, FileMode.Open);""")]
    [InlineData("""_ = new FileSystemWatcher { Path = {|STG1108:@"C:\Shop"|} };""")]
    [InlineData("""_ = new Microsoft.Extensions.FileProviders.PhysicalFileProvider({|STG1108:@"C:\Shop"|});""")]
    [InlineData("""new ConfigurationBuilder().SetBasePath({|STG1108:@"C:\Shop"|}).AddJsonFile("a.json");""")]
    [InlineData("""new ConfigurationBuilder().AddJsonFile({|STG1108:@"C:\Shop\a.json"|});""")]
    [InlineData("""System.Diagnostics.Process.Start({|STG1108:@"C:\Tools\convert.exe"|});""")]
    [InlineData("""_ = new System.Diagnostics.ProcessStartInfo { FileName = {|STG1108:@"C:\Tools\convert.exe"|} };""")]
    [InlineData("""System.Reflection.Assembly.LoadFrom({|STG1108:@"C:\Shop\plug.dll"|});""")]
    [InlineData("""_ = new WebApplicationOptions { ContentRootPath = {|STG1108:@"C:\Shop"|} };""")]
    public Task File_APIs_are_known(string statement) => Verifier<MachinePathReachesFileApi>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""var path = {|STG1108:@"C:\Shop"|}; File.Delete(path);""")]
    [InlineData("""string path; path = {|STG1108:@"C:\Shop"|}; File.Delete(path);""")]
    [InlineData("""const string Root = {|STG1108:@"C:\Shop"|}; File.Delete(Path.Combine(Root, "a"));""")]
    [InlineData("""File.Delete({|STG1108:@"C:\Shop\"|} + name);""")]
    [InlineData("""File.Delete({|STG1108:$@"C:\Shop\{name}"|});""")]
    [InlineData("""File.Delete(string.Format({|STG1108:@"C:\Shop\{0}"|}, name));""")]
    [InlineData("""File.Delete(name.Length > 0 ? name : {|STG1108:@"C:\Shop"|});""")]
    [InlineData("""File.Delete(config["Root"] ?? {|STG1108:@"C:\Shop"|});""")]
    [InlineData("""foreach (var file in new DirectoryInfo({|STG1108:@"C:\Shop"|}).GetFiles()) { }""")]
    [InlineData("""Remove({|STG1108:@"C:\Shop"|});""")]
    [InlineData("""Remove(path: {|STG1108:@"C:\Shop"|});""")]
    [InlineData("""_ = new Store({|STG1108:@"C:\Shop"|});""")]
    public Task The_value_is_followed(string statements) => Verifier<MachinePathReachesFileApi>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""Console.WriteLine(@"C:\Shop");""")]
    [InlineData("""var example = @"C:\Shop"; Console.WriteLine($"for example {example}");""")]
    [InlineData("""var path = @"C:\Shop"; path = name; File.Delete(path);""")]
    [InlineData("""File.WriteAllText("notes.txt", "see " + @"C:\Shop");""")]
    [InlineData("""_ = @"C:\Shop".Length;""")]
    [InlineData("""_ = File.Exists(@"C:\Shop") || Directory.Exists(@"C:\Shop");""")]
    [InlineData("""_ = Windows;""")]
    [InlineData("""Print(@"C:\Shop");""")]
    [InlineData("""var files = new Dictionary<string, string> { [@"C:\Shop"] = "a" };""")]
    public Task What_reaches_no_file_API_is_fine(string statements) => Verifier<MachinePathReachesFileApi>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""if (env.IsDevelopment()) File.Delete(@"C:\Shop");""")]
    [InlineData("""var path = env.IsDevelopment() ? @"C:\Shop" : name; File.Delete(path);""")]
    [InlineData("""var path = @"C:\Shop"; if (env.IsDevelopment()) File.Delete(path);""")]
    [InlineData("""if (!env.IsProduction()) File.Delete({|STG1108:@"C:\Shop"|});""")]
    [InlineData("#if DEBUG\nFile.Delete(@\"C:\\Shop\");\n#endif")]
    public Task What_only_development_reaches_is_fine(string statements) => Verifier<MachinePathReachesFileApi>.VerifyAsync(Shop(statements));

    [Fact]
    public Task A_constant_of_another_class_is_followed() => Verifier<MachinePathReachesFileApi>.VerifyAsync(
        Shop("File.Delete(Folders.Root); File.Delete(Folders.Temporary);"),
        """
        internal static class Folders
        {
            public const string Root = {|STG1108:@"C:\Shop"|};
            public static readonly string Temporary = {|STG1108:@"D:\Temp"|};
            public const string Unused = @"C:\Old";
        }
        """);

    [Fact]
    public Task Without_references_the_names_speak() => new Verifier<MachinePathReachesFileApi>("""class Shop { void Run() { File.ReadAllText({|STG1108:@"C:\Shop"|}); Console.WriteLine(@"C:\Shop"); } }""")
        .WithoutReferences()
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("// <auto-generated/>\n", "/src/Shop.cs")]
    [InlineData("", "/src/Shop.g.cs")]
    [InlineData("", "/src/Form.Designer.cs")]
    public Task Generated_code_is_not_judged(string header, string path)
    {
        var test = new Verifier<MachinePathReachesFileApi>("internal class Empty;");
        test.TestState.Sources.Add((path, header + Shop("""File.Delete(@"C:\Shop");""")));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_test_project_is_not_judged() => new Verifier<MachinePathReachesFileApi>(Shop("""File.Delete(@"C:\Shop");"""))
        .WithBuildProperty("IsTestProject", "true")
        .RunAsync(TestContext.Current.CancellationToken);

    private static string Shop(string statements) => $$"""
        #nullable disable
        internal sealed class Shop(IHostEnvironment env, IConfiguration config)
        {
            private const string Windows = @"C:\Windows";

            public void Run(string name)
            {
                {{statements}}
            }

            private static void Remove(string path) => File.Delete(path);
            private static void Print(string path) => Console.WriteLine(path);
        }

        internal sealed class Store
        {
            private readonly string _root;
            public Store(string root) => _root = root;
            public void Clear() => Directory.Delete(_root);
        }
        """;
}
