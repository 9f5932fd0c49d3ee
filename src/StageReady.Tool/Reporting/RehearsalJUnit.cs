using System.Globalization;
using System.Text;
using System.Xml;
using StageReady.Rehearsal;

namespace StageReady.Tool.Reporting;

/// <summary>For build servers: a test case for each migration. What is only run forward, or not at all, is skipped.</summary>
internal static class RehearsalJUnit
{
    public static void Write(RehearsalResult result, TextWriter output)
    {
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", $"Rehearsal of {result.Tool} on {result.Version}");
            WriteNumber(xml, "tests", result.Migrations.Count);
            WriteNumber(xml, "failures", result.Count(RehearsalOutcome.Failed));
            WriteNumber(xml, "errors", 0);
            WriteNumber(xml, "skipped", result.Count(RehearsalOutcome.NotRun) + result.Count(RehearsalOutcome.ForwardOnly));
            xml.WriteAttributeString("time", Seconds(result.Migrations.Aggregate(TimeSpan.Zero, (sum, migration) => sum + migration.Duration)));
            foreach (var migration in result.Migrations)
                WriteCase(xml, result, migration);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        output.Write('\n');
    }

    private static void WriteCase(XmlWriter xml, RehearsalResult result, MigrationResult migration)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"rehearse.{result.Provider.Name()}");
        xml.WriteAttributeString("name", Valid(migration.Step.Id));
        xml.WriteAttributeString("file", Valid(migration.Step.Path));
        WriteNumber(xml, "line", migration.Step.Line);
        xml.WriteAttributeString("time", Seconds(migration.Duration));
        var lines = migration.Problems.SelectMany(problem => problem.Lines()).ToList();
        if (migration.Outcome == RehearsalOutcome.Failed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Valid(lines[0]));
            xml.WriteString(Valid(string.Join('\n', lines)));
            xml.WriteEndElement();
        }
        else if (migration.Outcome is RehearsalOutcome.NotRun or RehearsalOutcome.ForwardOnly)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Valid(migration.Outcome == RehearsalOutcome.NotRun ? "a migration before it failed" : migration.Step.Reason!));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteNumber(XmlWriter xml, string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // XML has no way to write most control characters.
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                valid.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                valid.Append(text[i]).Append(text[++i]);
            else
                valid.Append('\uFFFD');
        }

        return valid.ToString();
    }
}
