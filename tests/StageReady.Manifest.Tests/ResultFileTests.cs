using System.Text;
using System.Text.Json;

namespace StageReady.Manifest.Tests;

/// <summary>What tools have written is judged by what it lists one by one.</summary>
public sealed class ResultFileTests
{
    private const string Trx = """
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testName="A" outcome="Passed" />
            <UnitTestResult testName="B" outcome="NotExecuted" />
          </Results>
          <ResultSummary outcome="Completed"><Counters total="2" executed="1" passed="1" failed="0" /></ResultSummary>
        </TestRun>
        """;

    public static TheoryData<string, string, string> Tests => new()
    {
        { "trx", Trx, "PASSED" },
        { "trx whose counters lie", Trx.Replace("testName=\"B\" outcome=\"NotExecuted\"", "testName=\"B\" outcome=\"Failed\""), "FAILED" },
        { "trx with an outcome nobody knows", Trx.Replace("NotExecuted", "Timeout"), "FAILED" },
        { "trx of a host that crashed", Trx.Replace("\"Completed\"", "\"Aborted\""), "FAILED" },
        { "trx of a run that failed without a failed test", Trx.Replace("\"Completed\"", "\"Failed\""), "FAILED" },
        { "trx without an executed test", Trx.Replace("\"Passed\"", "\"NotExecuted\""), "FAILED" },
        { "junit", """<testsuites><testsuite><testcase classname="C" name="a"/><testcase name="b"><skipped/></testcase></testsuite></testsuites>""", "PASSED" },
        { "junit with a failure", """<testsuite tests="1" failures="0"><testcase name="a"><failure message="x"/></testcase></testsuite>""", "FAILED" },
        { "junit with an error", """<testsuite><testcase name="a"/><testcase name="b"><error/></testcase></testsuite>""", "FAILED" },
        { "junit without tests", "<testsuites/>", "FAILED" },
        { "ctrf", """{ "results": { "summary": { "failed": 0 }, "tests": [ { "name": "a", "status": "passed" }, { "name": "b", "status": "pending" } ] } }""", "PASSED" },
        { "ctrf with a failure", """{ "results": { "summary": { "failed": 0 }, "tests": [ { "name": "a", "status": "failed" }, { "name": "b", "status": "passed" } ] } }""", "FAILED" },
        { "ctrf with another status", """{ "results": { "tests": [ { "name": "a", "status": "other" }, { "name": "b", "status": "passed" } ] } }""", "FAILED" },
    };

    [Theory]
    [MemberData(nameof(Tests))]
    public void Tests_pass_if_one_ran_and_none_failed(string file, string content, string result)
    {
        var read = Read(EvidenceKind.TestResult, content);
        Assert.Equal((file, result), (file, Predicate(read).GetProperty("result").GetString()));
        Assert.Equal(result == "PASSED", read.Passed);
    }

    [Fact]
    public void Rows_of_data_count_and_not_what_sums_them_up()
    {
        var read = Read(EvidenceKind.TestResult, Trx.Replace("""<UnitTestResult testName="A" outcome="Passed" />""",
            """<UnitTestResult testName="A" outcome="Passed"><InnerResults><UnitTestResult testName="A(1)" outcome="Passed"/><UnitTestResult testName="A(2)" outcome="Failed"/></InnerResults></UnitTestResult>"""));
        Assert.Equal("1 passed, 1 failed, 1 skipped", read.Summary);
    }

    [Fact]
    public void The_predicate_names_the_tests_and_the_files_by_their_digests()
    {
        var predicate = Predicate(Read(EvidenceKind.TestResult, Trx));
        Assert.Equal("A", predicate.GetProperty("passedTests")[0].GetString());
        Assert.Equal("result", predicate.GetProperty("configuration")[0].GetProperty("name").GetString());
        Assert.Equal(Sha256Hex.Of(Encoding.UTF8.GetBytes(Trx)), predicate.GetProperty("configuration")[0].GetProperty("digest").GetProperty("sha256").GetString());
    }

    public static TheoryData<string, string> Unusable => new()
    {
        { "test-result", "" },
        { "test-result", "<!DOCTYPE x [<!ENTITY a \"b\">]><testsuites><testcase name=\"&a;\"/></testsuites>" },
        { "test-result", "<html/>" },
        { "test-result", "<testsuites>" },
        { "test-result", "{}" },
        { "sarif", """{ "version": "2.1.0", "runs": [] }""" },
        { "sarif", """{ "version": "1.0.0", "runs": [ { "tool": { "driver": { "name": "x" } } } ] }""" },
        { "vulns", """{ "version": 1, "parameters": "--include-transitive", "projects": [] }""" },
        { "vulns", """{ "version": 1, "parameters": "--vulnerable", "problems": [ { "level": "error", "text": "no assets" } ], "projects": [] }""" },
        { "parity", """{ "result": "good" }""" },
        { "rehearsal", "[]" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_is_something_else_is_refused(string kind, string content) =>
        Assert.StartsWith("result", Assert.Throws<UnusableInputException>(() => Read(EvidenceKind.Named(kind)!, content)).Message);

    public static TheoryData<string, bool> Results => new()
    {
        { """ "results": [] """, true },
        { """ "results": [ { "ruleId": "R1", "level": "error" } ] """, false },
        { """ "results": [ { "ruleId": "R1" } ] """, false },
        { """ "results": [ { "ruleId": "R2" }, { "level": "warning" }, { "level": "note" } ] """, true },
        { """ "results": [ { "level": "error", "suppressions": [ { "kind": "inSource" } ] } ] """, true },
        { """ "results": [ { "level": "error", "suppressions": [ { "kind": "external", "status": "rejected" } ] } ] """, false },
        { """ "results": [ { "level": "error", "kind": "pass" } ] """, true },
        { """ "results": [], "invocations": [ { "executionSuccessful": false } ] """, false },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void An_analysis_passes_without_an_error_that_nobody_accepted(string members, bool passed)
    {
        var content = $$"""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "x", "rules": [ { "id": "R1", "defaultConfiguration": { "level": "error" } } ] } }, {{members}} } ] }""";
        Assert.Equal(passed, Read(EvidenceKind.Sarif, content).Passed);
    }

    [Fact]
    public void A_package_with_a_known_vulnerability_fails()
    {
        const string List = """
            { "version": 1, "parameters": "--vulnerable --include-transitive", "projects": [ { "path": "a.csproj", "frameworks": [ { "framework": "net10.0",
              "transitivePackages": [ { "id": "Old", "resolvedVersion": "1.0.0", "vulnerabilities": [ { "severity": "High", "advisoryurl": "https://github.com/advisories/GHSA-x" } ] } ] } ] }, { "path": "b.csproj" } ] }
            """;
        var read = Read(EvidenceKind.Vulnerabilities, List);
        Assert.False(read.Passed);
        Assert.Equal("https://github.com/advisories/GHSA-x", Predicate(read).GetProperty("scanner").GetProperty("result")[0].GetProperty("id").GetString());
        Assert.True(Read(EvidenceKind.Vulnerabilities, """{ "version": 1, "parameters": "--vulnerable", "projects": [ { "path": "b.csproj" } ] }""").Passed);
    }

    private static EvidenceResult Read(EvidenceKind kind, string content) => EvidenceResult.Read(kind, [new ResultFile("result", Encoding.UTF8.GetBytes(content))], PolicyScene.Now);

    private static JsonElement Predicate(EvidenceResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            result.Write(writer);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }
}
