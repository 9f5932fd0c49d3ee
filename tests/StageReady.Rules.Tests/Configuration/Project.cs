using System.Globalization;
using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

/// <summary>A project made of texts, and its findings as lines: <c>STG1008 error appsettings.json(1,12): message</c>.</summary>
internal sealed class Project
{
    private readonly List<TextFile> _files = [];
    private readonly List<string> _unreadable = [];
    private readonly List<TextFile> _webConfigs = [];
    private readonly Dictionary<string, string> _links = [];
    private readonly List<TextFile> _others = [];
    private readonly List<AddedFile> _added = [];
    private bool _isApplication = true;
    private bool _isTest;
    private string? _settings;

    /// <summary>An application with one base file.</summary>
    public static Project Base(string json) => new Project().With("appsettings.json", json);

    public Project With(string path, string json)
    {
        _files.Add(new TextFile("web/" + path, json));
        return this;
    }

    /// <summary>A file from elsewhere that the project links into its output.</summary>
    public Project WithLinked(string path, string place, string json)
    {
        _links.Add("web/" + path, "web/" + place);
        return With(path, json);
    }

    /// <summary>A JSON file that no host loads by itself.</summary>
    public Project WithOther(string path, string json)
    {
        _others.Add(new TextFile("web/" + path, json));
        return this;
    }

    /// <summary>A step of the code; a star stands for the name of the environment.</summary>
    public Project Adds(string? path, bool isCertain = true)
    {
        _added.Add(new AddedFile(path?.Replace('*', AddedFile.Hole), isCertain));
        return this;
    }

    public Project WithUnreadable(string path)
    {
        _unreadable.Add("web/" + path);
        return this;
    }

    public Project WithWebConfig(string path, string xml)
    {
        _webConfigs.Add(new TextFile("web/" + path, xml));
        return this;
    }

    public Project Settings(string json)
    {
        _settings = json;
        return this;
    }

    public Project AsLibrary()
    {
        _isApplication = false;
        return this;
    }

    public Project AsTest()
    {
        _isTest = true;
        return this;
    }

    public ConfigurationProject Build() => new(
        "web", "Shop.Web", _isApplication, _isTest, _files, _settings is null ? null : new TextFile("web/stageready.json", _settings))
    {
        UnreadableFiles = _unreadable,
        WebConfigs = _webConfigs,
        Links = _links,
        AddedFiles = () => _added,
        OtherFiles = () => _others.Select(file => file.Path),
        ReadOther = path => _others.Single(file => file.Path == path),
    };

    public IReadOnlyList<Finding> Findings() => ConfigurationCheck.Run(Build(), TestContext.Current.CancellationToken);

    /// <summary>The findings of a rule without their messages.</summary>
    public string[] Places(string id) => [.. Findings().Where(finding => finding.Rule.Id == id).Select(Place)];

    public string[] Messages(string id) => [.. Findings().Where(finding => finding.Rule.Id == id).Select(finding => finding.Message)];

    private static string Place(Finding finding) => string.Create(CultureInfo.InvariantCulture,
        $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Span.Path["web/".Length..]}({finding.Span.StartLine},{finding.Span.StartColumn})");
}
