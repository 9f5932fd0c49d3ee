using System.Xml;
using System.Xml.Linq;

namespace StageReady.Manifest;

/// <summary>The tests of one or several files.</summary>
internal sealed class TestCounts
{
    public List<string> Passed { get; } = [];

    public List<string> Failed { get; } = [];

    public int Skipped { get; set; }
}

/// <summary>Reads what test runners write: TRX (Visual Studio, <c>dotnet test --logger trx</c>), JUnit's XML, and CTRF (https://ctrf.io, JSON).</summary>
internal static class TestResultReader
{
    // A document type can make a small file huge, or read another one.
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = ResultFile.MaxBytes };

    public static void Read(ResultFile file, TestCounts counts)
    {
        if (!IsXml(file.Content.Span))
        {
            ReadCtrf(file, counts);
            return;
        }

        var root = Load(file);
        switch (root.Name.LocalName)
        {
            case "TestRun":
                ReadTrx(root, counts);
                break;
            case "testsuites" or "testsuite":
                ReadJUnit(root, counts);
                break;
            default:
                throw new UnusableInputException($"{file.Name}: expected test results in TRX, JUnit or CTRF, found an XML document of '{root.Name.LocalName}'");
        }
    }

    private static void ReadTrx(XElement root, TestCounts counts)
    {
        var space = root.Name.Namespace;

        // A test with rows of data has a result for each, and one that sums them up.
        foreach (var test in root.Descendants(space + "UnitTestResult").Where(test => test.Element(space + "InnerResults") is null))
        {
            var name = (string?)test.Attribute("testName") ?? "unnamed";
            switch ((string?)test.Attribute("outcome"))
            {
                case "Passed":
                    counts.Passed.Add(name);
                    break;
                case "NotExecuted" or "Pending" or "NotRunnable":
                    counts.Skipped++;
                    break;
                default:
                    counts.Failed.Add(name);
                    break;
            }
        }

        // A run whose host crashed has no result for the tests that it did not come to.
        var outcome = (string?)root.Element(space + "ResultSummary")?.Attribute("outcome");
        if (outcome is "Aborted" or "Error" or "Timeout" or "Disconnected" || (outcome == "Failed" && counts.Failed.Count == 0))
            counts.Failed.Add("the run itself");
    }

    private static void ReadJUnit(XElement root, TestCounts counts)
    {
        foreach (var test in root.Descendants().Where(element => element.Name.LocalName == "testcase"))
        {
            var name = string.Join('.', new[] { (string?)test.Attribute("classname"), (string?)test.Attribute("name") }.Where(part => !string.IsNullOrEmpty(part)));
            var outcomes = test.Elements().Select(element => element.Name.LocalName).ToList();
            if (outcomes.Exists(outcome => outcome is "failure" or "error"))
                counts.Failed.Add(name);
            else if (outcomes.Contains("skipped"))
                counts.Skipped++;
            else
                counts.Passed.Add(name);
        }
    }

    private static void ReadCtrf(ResultFile file, TestCounts counts)
    {
        foreach (var test in PlacedJson.Parse(file.Content.Span, file.Name).Required("results").Required("tests").Items)
        {
            var name = test.Required("name").Text;
            switch (test.Required("status").Text)
            {
                case "passed":
                    counts.Passed.Add(name);
                    break;
                case "skipped" or "pending":
                    counts.Skipped++;
                    break;
                default:
                    counts.Failed.Add(name);
                    break;
            }
        }
    }

    private static bool IsXml(ReadOnlySpan<byte> content)
    {
        var text = content.StartsWith("\uFEFF"u8) ? content["\uFEFF"u8.Length..] : content;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8) || content.StartsWith([(byte)0xFF, (byte)0xFE]);
    }

    private static XElement Load(ResultFile file)
    {
        try
        {
            using var stream = new MemoryStream(file.Content.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException exception)
        {
            throw new UnusableInputException($"{file.Name}({exception.LineNumber},{exception.LinePosition}): expected test results in XML without a document type: {exception.Message}");
        }
    }
}
