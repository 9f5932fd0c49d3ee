using System.Text;
using StageReady.Configuration;

namespace StageReady.Privacy;

/// <summary>STG5004: a database or a dump in the publish output puts data on every server, and often where a browser can fetch it.</summary>
internal static class DataIsPublished
{
    private static readonly string[] Extensions = [".bak", ".bacpac", ".mdf", ".ldf", ".ndf", ".sqlite", ".sqlite3", ".db", ".db3", ".dump"];

    // Windows writes it for its own use.
    private const string Thumbnails = "Thumbs.db";

    // How the tools that write dumps begin them, or set up a session to load them.
    private static readonly string[] DumpMarks = ["PostgreSQL database dump", "-- MySQL dump", "-- MariaDB dump", "-- Dump completed", "phpMyAdmin SQL Dump", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;", "SQLite format 3"];

    private const int HeadLength = 4096;

    /// <summary>Null if the file holds no data, as far as its name and its beginning tell.</summary>
    /// <param name="head">Reads how the file begins.</param>
    public static Finding? Judge(PublishedFile file, Func<string, string> head)
    {
        var name = file.Target.Substring(file.Target.LastIndexOf('/') + 1);
        var isData = Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) && !string.Equals(name, Thumbnails, StringComparison.OrdinalIgnoreCase);
        return isData || (name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && IsDump(head(file.Source)))
            ? new Finding(
                Catalogue.DataIsPublished,
                SourceSpan.StartOf(file.Source),
                $"{MessageText.Quote(file.Target)} is published, and is a {(isData ? "database or a copy of one" : "dump of a database")}. Keep it out with CopyToPublishDirectory=\"Never\" on its item, or suppress this with the reason why it belongs there")
            : null;
    }

    /// <summary>Whether it is worth looking at a file.</summary>
    public static bool MayHoldData(string path) => Extensions.Append(".sql").Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>How a file begins, in characters that every encoding of a dump shares.</summary>
    public static string HeadOf(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[HeadLength];
        var length = stream.Read(bytes, 0, bytes.Length);
        return Encoding.ASCII.GetString(bytes, 0, length);
    }

    private static bool IsDump(string head) => DumpMarks.Any(mark => head.Replace("\r\n", "\n").IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0);
}
