using CsCheck;

namespace StageReady.Rules.Tests;

public sealed class AppDirectiveTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
            "#:", "#!", "#", "//", "/*", "*/", "package", "property", "sdk", " ", "\t", "\n", "\r\n", "@", "=", "A", "1.0", "\"\"\"", "\0", "ö", "\uD800").Array[0, 30].Select(string.Concat);

    [Theory]
    [InlineData("#:package Shop@1.0.0", "package Shop 1.0.0")]
    [InlineData("#:package Shop", "package Shop -")]
    [InlineData("#:package Shop @ 1.0.* \r\n", "package Shop 1.0.*")]
    [InlineData("#:sdk Shop.Sdk@2.0.0\n#:sdk Other", "sdk Shop.Sdk 2.0.0, sdk Other -")]
    [InlineData("  #:property\tLangVersion = preview", "property LangVersion preview")]
    [InlineData("#:property Address=a@b=c", "property Address a@b=c")]
    [InlineData("#:property Empty=", "property Empty ")]
    [InlineData("#:project ../a@b/C.csproj", "project ../a@b/C.csproj -")]
    [InlineData("#!/usr/bin/env dotnet\n// A job.\n/* It runs\n   each night. */\n\n#:package Shop@1", "package Shop 1")]
    [InlineData("#nullable enable\n#:package Shop@1\n#if DEBUG\n#:package Tax@1", "package Shop 1, package Tax 1")]
    [InlineData("/* a */ /* b */\n#:package Shop@1", "package Shop 1")]
    [InlineData("/* a */ #:package Shop@1\n#:package Tax@1", "")]
    [InlineData("// #:package Shop@1", "")]
    [InlineData("/* #:package Shop@1", "")]
    [InlineData("using System;\n#:package Shop@1", "")]
    [InlineData("#:package Tax@1\nvar text = \"\"\"\n#:package Shop@*\n\"\"\";", "package Tax 1")]
    [InlineData("#:\n#: package\n#:package\nreturn;", "")]
    [InlineData("", "")]
    public void They_stand_before_the_first_line_of_code(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", AppDirective.Read(text).Select(directive => $"{directive.Kind} {directive.Name} {directive.Value ?? "-"}")));

    [Fact]
    public void Their_places_are_those_of_their_texts_whatever_the_file_holds() =>
        Text.Sample(
            text =>
            {
                foreach (var directive in AppDirective.Read(text))
                {
                    Assert.Equal($"#:{directive.Kind}", text.Substring(directive.Start, directive.Kind.Length + 2));
                    Assert.Equal(directive.Name, text.Substring(directive.NameEnd - directive.Name.Length, directive.Name.Length));
                    Assert.Equal(directive.Value ?? "", text[directive.ValueStart..directive.End]);
                    Assert.DoesNotContain('\n', text[directive.Start..directive.End]);
                }
            },
            iter: 4_000);
}
