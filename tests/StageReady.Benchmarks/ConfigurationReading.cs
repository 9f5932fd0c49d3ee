using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using StageReady.Configuration;

namespace StageReady.Benchmarks;

/// <summary>The configuration rules over a large appsettings.json, beside what the host itself does with it at start-up.</summary>
[MemoryDiagnoser]
public class ConfigurationReading
{
    private string _json = "";

    [Params(100, 10_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Write()
    {
        var json = new StringBuilder("{");
        for (var i = 0; i < Keys; i++)
            json.Append($"\"Section{i / 10}_{i}\": {{ \"Url\": \"https://host{i}.example.com/path\", \"Retries\": {i} }},");
        _json = json.Append('}').ToString();
    }

    [Benchmark(Baseline = true)]
    public IConfigurationRoot Host() => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(_json))).Build();

    [Benchmark]
    public int Rules() => ConfigurationCheck.Run(
        new ConfigurationProject("", "App", IsApplication: true, IsTest: false, [new TextFile("appsettings.json", _json)], Settings: null), CancellationToken.None).Count;
}
