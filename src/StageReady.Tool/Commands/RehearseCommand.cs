using System.CommandLine;
using StageReady.Manifest;
using StageReady.Rehearsal;
using StageReady.Release;
using StageReady.Tool.Reporting;

namespace StageReady.Tool.Commands;

/// <summary><c>stageready rehearse</c>: every migration up, down and up again on a database that the command creates for it and removes.</summary>
internal sealed class RehearseCommand : Command
{
    public const string ConnectionVariable = "STAGEREADY_REHEARSAL_CONNECTION";

    private const int DefaultRows = 2;

    // A migration that does not come back, or fails.
    private const int Failures = 1;

    private const string Here = ".";

    private readonly Argument<string> _path = new("PATH")
    {
        Description = "A project of EF Core or FluentMigrator, its directory, or a directory with scripts [default: this one]",
        DefaultValueFactory = _ => Here,
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "The DbContext whose migrations are rehearsed, where a project has several",
        HelpName = "NAME",
    };

    private readonly Option<string> _configuration = new("--configuration", "-c")
    {
        Description = "How the project is built",
        HelpName = "NAME",
        DefaultValueFactory = _ => "Debug",
    };

    private readonly Option<string?> _provider = new("--provider")
    {
        Description = "The database that scripts are written for, or of a project that can use both [default: postgresql with --connection]",
        HelpName = "sqlite|postgresql",
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = $"A PostgreSQL server where a database may be created; no other database is touched [default: {ConnectionVariable}, or a server started from the installed programs]",
        HelpName = "STRING",
    };

    private readonly Option<string?> _after = new("--after")
    {
        Description = "Only rehearse the migrations after this one, the newest in production; those before are only applied",
        HelpName = "ID",
    };

    private readonly Option<int> _rows = new("--rows")
    {
        Description = "How many rows each table gets before a migration runs; 0 for none",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultRows,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "How to report: text for people, json for scripts, junit for build servers",
        HelpName = "text|json|junit",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Write the report to a file instead of the standard output",
        HelpName = "FILE",
    };

    private readonly Option<string?> _junit = new("--junit")
    {
        Description = "Also write the report as JUnit XML",
        HelpName = "FILE",
    };

    private readonly Option<string?> _manifest = new("--manifest")
    {
        Description = "Append the result, signed, to the manifest of the release that the migrations belong to",
        HelpName = "FILE",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = $"The private key that signs it, PEM or PKCS#12, or its PKCS#11 URI [default: what is in {SigningKeyFile.KeyVariable}]",
        HelpName = "K.pem",
    };

    private readonly Option<string?> _environment = new("--environment")
    {
        Description = "The environment that the rehearsal stands for, as the policy names it",
        HelpName = "E",
    };

    public RehearseCommand()
        : base("rehearse", "Run each migration up, down and up again on a disposable database")
    {
        _provider.AcceptOnlyFromAmong([.. Enum.GetValues<DatabaseProvider>().Select(provider => provider.Name())]);
        _format.AcceptOnlyFromAmong("text", "json", "junit");
        _rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 1000)
                result.AddError("--rows is a number from 0 to 1000");
        });
        Add(_path);
        Add(_context);
        Add(_configuration);
        Add(_provider);
        Add(_connection);
        Add(_after);
        Add(_rows);
        Add(_format);
        Add(_output);
        Add(_junit);
        Add(_manifest);
        Add(_key);
        Add(_environment);
        this.WithExample("rehearse db/migrations --provider postgresql --after 20260901_add_orders --junit rehearsal.xml");

        // SQLite never waits, and a command that does not is not interrupted.
        SetAction((arguments, cancellationToken) => Task.Run(() => RunAsync(arguments, cancellationToken)));
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var evidence = RehearsalEvidence.Open(arguments.GetValue(_manifest), arguments.GetValue(_key), arguments.GetValue(_environment));
            var result = await RehearseAsync(arguments, cancellationToken);
            Report(arguments, result);
            evidence?.Append(result, arguments.InvocationConfiguration.Error);
            return result.Succeeded ? ExitCodes.Success : Failures;
        }
        catch (RehearsalException exception)
        {
            throw new UnusableInputException(exception.Message);
        }
    }

    private async Task<RehearsalResult> RehearseAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var connection = arguments.GetValue(_connection) ?? Environment.GetEnvironmentVariable(ConnectionVariable);
        using var progress = new TerminalProgress(arguments.InvocationConfiguration.Error);
        await using var source = await OpenSourceAsync(arguments, progress, cancellationToken);
        await using var server = await OpenServerAsync(source.Provider, connection, arguments.InvocationConfiguration.Error, cancellationToken);
        await using var rehearsal = new MigrationRehearsal(source, server, arguments.GetValue(_rows), progress);
        return await rehearsal.RunAsync(arguments.GetValue(_after), cancellationToken);
    }

    private async Task<IMigrationSource> OpenSourceAsync(ParseResult arguments, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_path);
        var provider = DatabaseProviders.Named(arguments.GetValue(_provider)) ?? (arguments.GetValue(_connection) is null ? null : DatabaseProvider.PostgreSql);
        return FindProject(path) is { } project
            ? await ProjectSource.OpenAsync(project, arguments.GetRequiredValue(_configuration), arguments.GetValue(_context), provider, progress, cancellationToken)
            : OpenScripts(path, provider);
    }

    private static string? FindProject(string path)
    {
        if (File.Exists(path))
            return IsProject(path) ? path : throw new UnusableInputException($"{path} is no project; expected a project file, or a directory with one or with scripts");
        if (!Directory.Exists(path))
            throw new UnusableInputException($"There is no project or directory {path}");

        string[] projects = [.. Directory.EnumerateFiles(path).Where(IsProject).Order(StringComparer.Ordinal)];
        return projects.Length < 2 ? projects.FirstOrDefault() : throw new UnusableInputException($"There are several projects in {path}: {string.Join(", ", projects.Select(Path.GetFileName))}; give one of them");
    }

    private static bool IsProject(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csproj" or ".fsproj" or ".vbproj";

    private static ScriptFolderSource OpenScripts(string directory, DatabaseProvider? provider)
    {
        var folders = ScriptFolderSource.Find(directory);
        if (folders.Count == 0)
            throw new UnusableInputException($"There are no migrations in {directory}: no project, and no scripts of golang-migrate, dbmate, goose, Flyway or Liquibase");
        if (folders.Count > 1)
            throw new UnusableInputException($"There are several folders with migrations: {string.Join(", ", folders.Select(folder => folder.Path.Length == 0 ? "." : folder.Path))}; give one of them");
        if (provider is null)
            throw new UnusableInputException("Scripts do not say which database they are written for; give --provider sqlite or --provider postgresql");
        return ScriptFolderSource.Open(folders[0], provider.Value);
    }

    private static async Task<IDatabaseServer> OpenServerAsync(DatabaseProvider provider, string? connection, TextWriter error, CancellationToken cancellationToken)
    {
        if (provider == DatabaseProvider.Sqlite)
            return new SqliteServer();
        if (string.IsNullOrEmpty(connection))
            return await LocalPostgreSqlServer.StartAsync(cancellationToken);
        var server = await PostgreSqlServer.ConnectAsync(connection, cancellationToken);
        foreach (var database in server.Doubtful)
            error.WriteLine($"notice: the database {database} may be left from a rehearsal that was killed; if so, drop it");
        return server;
    }

    private void Report(ParseResult arguments, RehearsalResult result)
    {
        var format = arguments.GetRequiredValue(_format);
        if (arguments.GetValue(_output) is { } output)
            WriteFile(output, format, result);
        else
            Write(format, result, arguments.InvocationConfiguration.Output, Terminal.ShowsColour);
        if (arguments.GetValue(_junit) is { } junit)
            WriteFile(junit, "junit", result);
    }

    private static void WriteFile(string path, string format, RehearsalResult result) =>
        OutputFile.Write("report", path, writer => Write(format, result, writer, colour: false));

    private static void Write(string format, RehearsalResult result, TextWriter output, bool colour)
    {
        if (format == "json")
            RehearsalJson.Write(result, output);
        else if (format == "junit")
            RehearsalJUnit.Write(result, output);
        else
            new RehearsalText(colour).Write(result, output);
    }
}
