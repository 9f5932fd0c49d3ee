using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Privacy;

namespace StageReady.Analyzers.Tests.Privacy;

public sealed class PersonalDataIsLoggedTests
{
    [Fact]
    public Task The_message_names_the_value_and_what_to_do()
    {
        var test = new Verifier<PersonalDataIsLogged>(Shop("""log.LogInformation("Order of {Customer}", {|#0:user.Email|});"""));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("STG5003", DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("An e-mail address reaches the log: LogInformation receives 'Email'. Log an id instead, or mask or hash the value first"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""log.LogTrace("To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""log.LogWarning(new Exception(), "To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""log.LogError(new EventId(1), "To {To}", user?{|STG5003:.Email|});""")]
    [InlineData("""log.LogCritical("To " + {|STG5003:user.Email|});""")]
    [InlineData("""log.LogInformation($"To {{|STG5003:user.Email|}}");""")]
    [InlineData("""log.LogDebug("To {To}", {|STG5003:user.Email|}.Trim().ToLowerInvariant());""")]
    [InlineData("""log.LogInformation("To {To}", {|STG5003:user.Email|} ?? "nobody");""")]
    [InlineData("""log.LogInformation("To {To}", user.Active ? {|STG5003:user.Email|} : "nobody");""")]
    [InlineData("""log.LogInformation("To {To}", string.Join(", ", {|STG5003:user.Emails|}));""")]
    [InlineData("""log.LogInformation("To {@To}", new { user.Id, {|STG5003:user.Email|} });""")]
    [InlineData("""log.LogInformation("To {To}", {|STG5003:user.GetEmail()|});""")]
    [InlineData("""log.LogInformation("To {To}", await {|STG5003:user.GetEmailAsync()|});""")]
    [InlineData("""log.LogInformation("To {To}", {|STG5003:config["Smtp:Password"]|});""")]
    [InlineData("""log.LogInformation("To {To}", {|STG5003:principal.FindFirstValue(System.Security.Claims.ClaimTypes.Email)|});""")]
    [InlineData("""log.Log(LogLevel.Information, "To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""log.BeginScope("To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""log?.LogInformation("To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""LoggerExtensions.LogInformation(log, "To {To}", {|STG5003:user.Email|});""")]
    public Task The_name_of_an_argument_speaks(string statement) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""log.LogInformation("To {Email}", {|STG5003:text|});""")]
    [InlineData("""log.LogInformation("{Id}: {@EmailAddress,20}", user.Id, {|STG5003:text|});""")]
    [InlineData("""log.LogInformation("{{literal}} {PhoneNumber:l}", {|STG5003:text|});""")]
    [InlineData("""log.LogWarning(new Exception(), "To {Email}", {|STG5003:Format(text)|});""")]
    public Task The_name_of_a_placeholder_speaks(string statement) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("phone")]
    [InlineData("mobileNumber")]
    [InlineData("ssn")]
    [InlineData("socialSecurityNumber")]
    [InlineData("passportNumber")]
    [InlineData("iban")]
    [InlineData("customerCardNumber")]
    [InlineData("cvv")]
    [InlineData("dateOfBirth")]
    [InlineData("password")]
    [InlineData("newPwd")]
    [InlineData("client_secret")]
    [InlineData("apiKey")]
    [InlineData("refreshToken")]
    [InlineData("privateKey")]
    [InlineData("connectionString")]
    public Task Personal_data_and_secrets_are_known_by_their_names(string name) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop($$"""
        var {{name}} = text.Trim();
        log.LogInformation("Value {Value}", {|STG5003:{{name}}|});
        """));

    [Theory]
    [InlineData("passwordHash")]
    [InlineData("hashedPassword")]
    [InlineData("maskedEmail")]
    [InlineData("redactedEmail")]
    [InlineData("encryptedPassword")]
    [InlineData("anonymizedEmail")]
    [InlineData("truncatedSecret")]
    [InlineData("emailId")]
    [InlineData("emailTemplate")]
    [InlineData("emailSubject")]
    [InlineData("passwordLength")]
    [InlineData("tokenType")]
    [InlineData("token")]
    [InlineData("secretName")]
    [InlineData("connectionStringName")]
    [InlineData("publicKey")]
    [InlineData("cacheKey")]
    [InlineData("microphone")]
    [InlineData("fromEmail")]
    [InlineData("supportEmailAddress")]
    public Task Other_names_are_fine(string name) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop($$"""
        var {{name}} = text.Trim();
        log.LogInformation("Value {Value}", {{name}});
        """));

    [Theory]
    [InlineData("""log.LogInformation("To {Email}", Mask(user.Email));""")]
    [InlineData("""log.LogInformation("To {Email}", Hashing.Sha256(user.Email));""")]
    [InlineData("""log.LogInformation("To {Email}", user.Email.Redact());""")]
    [InlineData("""log.LogInformation($"To {Mask(user.Email)}");""")]
    [InlineData("""log.LogInformation("To {Hash}", Format(user.Email));""")]
    [InlineData("""log.LogInformation("To {Start}", user.Email.Length > 10 ? user.Email[..10] + "..." : user.Email);""")]
    public Task A_value_that_is_hashed_masked_redacted_or_cut_off_is_fine(string statement) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""log.LogInformation("Mail {Email}", user.EmailCount);""")]
    [InlineData("""log.LogInformation("Mail {Email}", user.Id);""")]
    [InlineData("""log.LogInformation("Mail {Email}", user.Email.Length);""")]
    [InlineData("""log.LogInformation("Has {Password}", user.Password != null);""")]
    [InlineData("""log.LogInformation("Has {Password}", user.HasPassword);""")]
    [InlineData("""log.LogInformation("Setting {Name}", nameof(user.Email));""")]
    [InlineData("""log.LogInformation("Setting {Name}", Email);""")]
    [InlineData("""log.LogInformation("Setting {Password}", "is missing");""")]
    [InlineData("""log.LogInformation("Email is required, a {{password}} too");""")]
    [InlineData("""log.LogInformation("Mail {Mail}", mail.Email);""")]
    [InlineData("""log.LogInformation("User {@User}", user);""")]
    public Task A_count_a_flag_an_object_or_a_constant_is_fine(string statement) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""Console.WriteLine("To {0}", user.Email);""")]
    [InlineData("""System.Diagnostics.Debug.Write(user.Email);""")]
    [InlineData("""new StringWriter().Write(user.Email);""")]
    [InlineData("""_ = new Journal().Error(user.Email);""")]
    [InlineData("""throw new ArgumentException("No account", user.Email);""")]
    public Task What_is_no_logger_is_fine(string statement) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""Log.Information("To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""Log.ForContext("To", {|STG5003:user.Email|});""")]
    [InlineData("""Loggers.Serilog.Error(new Exception(), "To {Email}", {|STG5003:text|});""")]
    [InlineData("""Loggers.NLog.Info("To {0}", {|STG5003:user.Email|});""")]
    [InlineData("""Loggers.NLog.Warn($"To {{|STG5003:user.Email|}}");""")]
    public Task Serilog_and_NLog_are_known(string statement) => Verifier<PersonalDataIsLogged>.VerifyAsync(Shop(statement), """
        public static class Log
        {
            public static void Information(string template, params object[] values) { }
            public static Serilog.ILogger ForContext(string name, object value) => null!;
        }

        internal static class Loggers { public static Serilog.ILogger Serilog => null!; public static NLog.Logger NLog => null!; }
        namespace Serilog { public interface ILogger { void Error(Exception exception, string template, params object[] values); } }
        namespace NLog { public class Logger { public void Info(string template, object value) { } public void Warn(string text) { } } }
        """);

    [Theory]
    [InlineData("""[LoggerMessage(1, LogLevel.Information, "To {Email}")]""", "{|STG5003:string email|}")]
    [InlineData("""[LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "To {Email}")]""", "{|STG5003:string email|}")]
    [InlineData("""[LoggerMessage(1, LogLevel.Information, "To {Email}")]""", "int email")]
    [InlineData("""[LoggerMessage(1, LogLevel.Information, "To {EmailHash}")]""", "string emailHash")]
    [InlineData("""[LoggerMessage(1, LogLevel.Information, "To {Email}")]""", "[PrivateData] string email")]
    [InlineData("""[LoggerMessage(1, LogLevel.Information, "Email to {Id}")]""", "string id")]
    public Task Generated_log_methods_are_judged_where_they_are_declared(string attribute, string parameter)
    {
        var test = new Verifier<PersonalDataIsLogged>($$"""
            internal static partial class Messages
            {
                {{attribute}}
                public static partial void Sent(ILogger log, {{parameter}});
            }

            internal class DataClassificationAttribute : Attribute;
            internal sealed class PrivateDataAttribute : DataClassificationAttribute;
            """)
        {
            CompilerDiagnostics = CompilerDiagnostics.None, // Its generator does not run here.
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Defined_log_messages_are_judged() => Verifier<PersonalDataIsLogged>.VerifyAsync("""
        internal static class Messages
        {
            public static readonly Action<ILogger, string, Exception?> Sent = LoggerMessage.Define<string>(LogLevel.Information, 1, {|STG5003:"To {Email}"|});
            public static readonly Action<ILogger, string, Exception?> Fine = LoggerMessage.Define<string>(LogLevel.Information, 1, "To {Id}");
        }
        """);

    [Theory]
    [InlineData("""logger.LogInformation("To {Email}", {|STG5003:text|});""")]
    [InlineData("""_logger.Information("To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""Log.Information("To {To}", {|STG5003:user.Email|});""")]
    [InlineData("""journal.Information("To {To}", user.Email);""")]
    [InlineData("""logger.LogInformation("Notified by {Channel}", Channel.Email);""")]
    [InlineData("""logger.LogInformation("Method {Method}", OidcConstants.AuthenticationMethods.Password);""")]
    public Task Without_packages_the_names_speak(string statement) => new Verifier<PersonalDataIsLogged>("class Shop { void Run() { " + statement + " } }").WithoutReferences()
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_test_project_is_not_judged() => new Verifier<PersonalDataIsLogged>(Shop("""log.LogInformation("To {Email}", text);"""))
        .WithBuildProperty("IsTestProject", "true")
        .RunAsync(TestContext.Current.CancellationToken);

    private static string Shop(string statements) => $$"""
        #nullable disable
        using System.Security.Claims;

        internal sealed class Shop(ILogger<Shop> log, IConfiguration config, ClaimsPrincipal principal)
        {
            private const string Email = "Email";

            private async Task Run(User user, Mail mail, string text)
            {
                {{statements}}
                await Task.Yield();
            }

            private static string Mask(string value) => value[..1] + "***";
            private static string Format(string value) => value + "!";
        }

        internal sealed class User
        {
            public int Id { get; set; }
            public bool Active { get; set; }
            public bool HasPassword => Password != null;
            public int EmailCount => Emails.Count;
            public string Email { get; set; }
            public string Password { get; set; }
            public List<string> Emails { get; } = [];
            public string GetEmail() => Email;
            public Task<string> GetEmailAsync() => Task.FromResult(Email);
        }

        internal sealed class Mail { public Mail Email => this; }
        internal sealed class Journal { public int Error(string text) => text.Length; }
        internal static class Hashing { public static string Sha256(string text) => text; public static string Redact(this string text) => text; }
        """;
}
