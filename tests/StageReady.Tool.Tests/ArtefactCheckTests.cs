namespace StageReady.Tool.Tests;

public class ArtefactCheckTests
{
    [Fact]
    public void Artefacts_are_checked_with_the_projects_that_they_start()
    {
        using var repository = CheckedRepository.Committed(
            ("src/App/App.csproj", CheckedRepository.WebProject),
            ("src/App/appsettings.Staging.json", "{}"),
            ("src/App/Dockerfile", "FROM scratch\nENV ASPNETCORE_ENVIRONMENT=staging"),
            ("deploy/compose.yml", "services:\n  web:\n    environment:\n      - DOTNET_ENVIRONMENT=Development"));

        var result = repository.Check();
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("deploy/compose.yml(4,28): error STG1019: ", result.Lines[0]);
        Assert.StartsWith("src/App/Dockerfile(2,28): error STG1018: ", result.Lines[1]);
        Assert.Equal("see src/App/appsettings.Staging.json(1,1)", result.Lines[2]);
    }

    [Fact]
    public void What_its_format_does_not_allow_is_a_note_and_the_rest_is_checked()
    {
        using var repository = CheckedRepository.Committed(
            ("compose.yml", "services: ["),
            ("Dockerfile", "RUN echo"),
            ("web.config", "<configuration>"),
            ("Properties/launchSettings.json", "{"),
            (".github/workflows/ci.yml", "a: b: c"),
            ("chart/templates/map.yaml", "apiVersion: v1\nkind: ConfigMap\ndata: {{ .Values }}"),
            ("docker/Dockerfile", "FROM scratch\nENV DOTNET_ENVIRONMENT=Development"));

        var result = repository.Check();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("docker/Dockerfile(2,24): error STG1019: ", result.Output);
        var notes = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(notes, note => Assert.Contains("): warning: ", note));
        Assert.Equal(
            [".github/workflows/ci.yml", "Dockerfile", "Properties/launchSettings.json", "compose.yml", "web.config"],
            notes.Select(note => note[..note.IndexOf('(')]));
    }

    [Fact]
    public void A_globalconfig_at_the_root_holds_for_artefacts()
    {
        using var repository = CheckedRepository.Committed(
            (".globalconfig", "is_global = true\ndotnet_diagnostic.STG1019.severity = suggestion"),
            ("Dockerfile", "FROM scratch\nENV DOTNET_ENVIRONMENT=Development"));

        var result = repository.Check();
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Dockerfile(2,24): info STG1019: ", result.Lines[0]);
    }

    [Theory]
    [InlineData("<NoWarn>$(NoWarn);STG1019</NoWarn>", null)]
    [InlineData("<WarningsAsErrors>STG1019</WarningsAsErrors>", "error")]
    [InlineData("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "error")]
    [InlineData("<TreatWarningsAsErrors>true</TreatWarningsAsErrors><WarningsNotAsErrors>STG1019</WarningsNotAsErrors>", "warning")]
    public void The_properties_of_the_repository_hold_for_artefacts(string properties, string? severity)
    {
        using var repository = CheckedRepository.Committed(
            (".globalconfig", "is_global = true\ndotnet_diagnostic.STG1019.severity = warning"),
            ("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>"),
            ("Dockerfile", "FROM aspnet\nENV DOTNET_ENVIRONMENT=Development"));

        var result = repository.Check();
        Assert.Equal(severity is null ? [] : [$"Dockerfile(2,24): {severity} STG1019"], result.Lines.Where(line => line.StartsWith("Dockerfile(2", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(": ", "Dockerfile(2,24): error".Length, StringComparison.Ordinal)]));
    }

    [Fact]
    public void The_configuration_of_a_folder_without_a_project_is_checked()
    {
        using var repository = CheckedRepository.Committed(
            ("deploy/compose.yml", "services:\n  web:\n    build: ."),
            ("deploy/appsettings.json", "{ \"Cache\": \"http://localhost:6379\" }"),
            ("docs/appsettings.json", "{ \"Cache\": \"http://localhost:6379\" }"),
            ("live/appsettings.Production.json", "{ \"Cache\": \"http://localhost:6379\" }"));

        Assert.Equal(
            ["deploy/appsettings.json(1,12): error STG1008", "live/appsettings.Production.json(1,12): error STG1008"],
            repository.Check().Lines.Where(line => line.Contains("error STG")).Select(line => line[..line.IndexOf(": Production", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("App.fsproj")]
    [InlineData("App.vbproj")]
    public void The_configuration_of_a_project_in_another_language_is_checked(string project)
    {
        using var repository = CheckedRepository.Committed(
            ("App/" + project, CheckedRepository.WebProject),
            ("App/appsettings.json", "{ \"Cache\": \"http://localhost:6379\" }"));

        Assert.StartsWith("App/appsettings.json(1,12): error STG1008: ", repository.Check().Lines[0]);
    }
}
