using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class CertificateValidationSwitchedOffTests
{
    private const string Remedy = "Remove the callback, or guard it with env.IsDevelopment()";

    [Theory]
    [InlineData("new HttpClientHandler { {|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true }")]
    [InlineData("new HttpClientHandler { {|STG1106:ServerCertificateCustomValidationCallback|} = delegate { return true; } }")]
    [InlineData("new HttpClientHandler { {|STG1106:ServerCertificateCustomValidationCallback|} = (m, c, h, e) => { Console.WriteLine(e); return true; } }")]
    [InlineData("new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.{|STG1106:DangerousAcceptAnyServerCertificateValidator|} }")]
    [InlineData("new SocketsHttpHandler { SslOptions = { {|STG1106:RemoteCertificateValidationCallback|} = (_, _, _, _) => true } }")]
    [InlineData("new SslStream(Stream.Null, false, {|STG1106:(_, _, _, _) => true|})")]
    [InlineData("new SslStream(Stream.Null, false, {|STG1106:new RemoteCertificateValidationCallback((_, _, _, _) => true)|})")]
    [InlineData("ServicePointManager.{|STG1106:ServerCertificateValidationCallback|} += (_, _, _, _) => true")]
    [InlineData("ServicePointManager.{|STG1106:ServerCertificateValidationCallback|} = Accept")]
    [InlineData("ServicePointManager.{|STG1106:ServerCertificateValidationCallback|} = (RemoteCertificateValidationCallback)((_, _, _, _) => true)")]
    [InlineData("ServicePointManager.{|STG1106:ServerCertificateValidationCallback|} = env.IsProduction() ? null : (_, _, _, _) => true")]
    [InlineData("ServicePointManager.{|STG1106:ServerCertificateValidationCallback|} = (_, _, _, _) => !env.IsProduction()")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, errors) => { if (certificate!.Issuer == \"CN=localhost\") return true; return errors == SslPolicyErrors.None; }")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || settings.Trust")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = (_, _, _, _) => false")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = (_, _, _, _) => env.IsDevelopment()")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = env.IsDevelopment() ? (_, _, _, _) => true : null")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = Inspect")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = null")]
    [InlineData("nameof(HttpClientHandler.DangerousAcceptAnyServerCertificateValidator)")]
    [InlineData("new HttpClientHandler().ServerCertificateCustomValidationCallback == HttpClientHandler.DangerousAcceptAnyServerCertificateValidator")]
    public Task A_callback_is_judged_by_what_it_can_answer(string expression) => Verifier<CertificateValidationSwitchedOff>.VerifyAsync(App($"_ = {expression};"));

    [Theory]
    [InlineData("if (env.IsDevelopment()) handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;")]
    [InlineData("if (env.IsDevelopment()) handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;")]
    [InlineData("if (env.IsDevelopment() || env.IsStaging()) handler.{|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true;")]
    [InlineData("builder.Services.AddHttpClient(\"a\").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { {|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true });")]
    [InlineData("if (env.IsDevelopment()) builder.Services.AddHttpClient(\"a\").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });")]
    [InlineData("if (new Uri(args[0]).IsLoopback) handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;")]
    [InlineData("#if DEBUG\nhandler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;\n#endif")]
    public Task Its_place_is_judged_by_the_path(string statement) => Verifier<CertificateValidationSwitchedOff>.VerifyAsync("#define DEBUG\n" + App(statement));

    [Fact]
    public Task Fields_and_methods_of_services_count_as_reached() => Verifier<CertificateValidationSwitchedOff>.VerifyAsync("""
        public class Clients
        {
            private static readonly HttpClientHandler Handler = new() { {|STG1106:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true };
            public HttpClient Create() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.{|STG1106:DangerousAcceptAnyServerCertificateValidator|} });
            private HttpClient Unused() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
        }
        """);

    [Fact]
    public Task A_setting_alone_is_a_warning() => Expect(
        "if (settings.Trust) handler.{|#0:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true;",
        $"Every certificate is accepted in every environment if a setting says so: the condition 'settings.Trust' does not imply development. {Remedy}",
        DiagnosticSeverity.Warning);

    [Fact]
    public Task The_message_says_where_and_what_would_mend_it() => Expect(
        "handler.{|#0:ServerCertificateCustomValidationCallback|} = (_, _, _, _) => true;",
        $"Every certificate is accepted in every environment: no condition guards it. {Remedy}",
        DiagnosticSeverity.Error);

    [Theory]
    [InlineData("class Tls { public Func<bool>? CertificateValidation { get; set; } } class C { object M() => new Tls { CertificateValidation = () => false }; }")]
    [InlineData("class Tls { public string? CertificateValidation { get; set; } } class C { object M() => new Tls { CertificateValidation = \"true\" }; }")]
    [InlineData("class Tls { public bool CertificateValidation { get; set; } } class C { object M() => new Tls { CertificateValidation = true }; }")]
    public Task What_is_no_callback_is_not_meant(string source) => Verifier<CertificateValidationSwitchedOff>.VerifyAsync(source);

    [Fact]
    public Task Test_projects_are_never_deployed() => new Verifier<CertificateValidationSwitchedOff>(App("handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;"))
        .WithBuildProperty("IsTestProject", "true").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Without_restored_packages_names_speak() => new Verifier<CertificateValidationSwitchedOff>("""
        var client = new MailKit.Net.Smtp.SmtpClient();
        client.{|STG1106:ServerCertificateValidationCallback|} = (s, c, h, e) => true;
        source.{|STG1106:UseUserCertificateValidationCallback|}((s, c, h, e) => true);
        redis.{|STG1106:CertificateValidation|} += (s, c, h, e) => true;
        """).WithFrameworkOnly().RunAsync(TestContext.Current.CancellationToken);

    private static string App(string statements) => $$"""
        #pragma warning disable SYSLIB0014
        using System.Net;
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;

        var builder = WebApplication.CreateBuilder(args);
        var env = builder.Environment;
        var settings = new TlsSettings();
        var handler = new HttpClientHandler();
        {{statements}}

        static bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;
        static bool Inspect(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => errors == SslPolicyErrors.None;

        class TlsSettings { public bool Trust { get; set; } }
        """;

    private static Task Expect(string statement, string message, DiagnosticSeverity severity)
    {
        var verifier = new Verifier<CertificateValidationSwitchedOff>(App(statement));
        verifier.ExpectedDiagnostics.Add(new DiagnosticResult("STG1106", severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return verifier.RunAsync(TestContext.Current.CancellationToken);
    }
}
