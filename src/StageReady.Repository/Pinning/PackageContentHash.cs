using System.Security.Cryptography;
using System.Text;

namespace StageReady.Pinning;

/// <summary>
/// The hash that a lock file keeps of a package: SHA-512 of the .nupkg, for a signed one of the archive as it was before it was signed. A feed that signs anew changes the file, and not this.
/// </summary>
internal static class PackageContentHash
{
    private const uint LocalHeader = 0x04034b50, CentralHeader = 0x02014b50, EndOfDirectory = 0x06054b50;
    private const int LocalHeaderLength = 30, CentralHeaderLength = 46, EndLength = 22, MaxComment = ushort.MaxValue;
    private const ushort Zip64 = ushort.MaxValue;
    private const string Signature = ".signature.p7s";

    /// <summary>Base64; null if the stream is no archive that NuGet would sign or read.</summary>
    /// <param name="archive">Readable and seekable.</param>
    public static string? Of(Stream archive)
    {
        if (FindEnd(archive) is not { } end)
            return null;

        archive.Position = end;
        var record = Read(archive, EndLength);
        int count = ToUInt16(record, 10);
        long directory = ToUInt32(record, 16), directoryLength = ToUInt32(record, 12);
        if (count == Zip64 || directory + directoryLength > end)
            return null;

        archive.Position = directory;
        var headers = new List<byte[]>();
        for (var i = 0; i < count; i++)
        {
            var header = Read(archive, CentralHeaderLength);
            if (ToUInt32(header, 0) != CentralHeader)
                return null;
            headers.Add([.. header, .. Read(archive, ToUInt16(header, 28) + ToUInt16(header, 30) + ToUInt16(header, 32))]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var signature = headers.FindIndex(header => NameOf(header) == Signature);
        if (signature < 0)
        {
            Append(hash, archive, 0, archive.Length);
            return Convert.ToBase64String(hash.GetHashAndReset());
        }

        // The signature's entry, its line in the directory, and what both moved.
        long start = ToUInt32(headers[signature], 42);
        archive.Position = start;
        var local = Read(archive, LocalHeaderLength);
        if (ToUInt32(local, 0) != LocalHeader)
            return null;
        var length = LocalHeaderLength + ToUInt16(local, 26) + ToUInt16(local, 28) + (long)ToUInt32(headers[signature], 20);
        if (start + length > directory)
            return null;

        Append(hash, archive, 0, start);
        Append(hash, archive, start + length, directory);
        foreach (var header in headers.Where((_, index) => index != signature))
        {
            if (ToUInt32(header, 42) is var offset && offset > start)
                Write(header, 42, (uint)(offset - length));
            hash.AppendData(header);
        }

        Append(hash, archive, directory + directoryLength, end);
        Write(record, 8, (ushort)(count - 1));
        Write(record, 10, (ushort)(count - 1));
        Write(record, 12, (uint)(directoryLength - headers[signature].Length));
        Write(record, 16, (uint)(directory - length));
        hash.AppendData(record);
        Append(hash, archive, end + EndLength, archive.Length);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private static string NameOf(byte[] header) => ToUInt16(header, 28) is var length && CentralHeaderLength + length <= header.Length ? Encoding.UTF8.GetString(header, CentralHeaderLength, length) : "";

    private static long? FindEnd(Stream archive)
    {
        var first = Math.Max(0, archive.Length - EndLength - MaxComment);
        archive.Position = first;
        var tail = Read(archive, (int)(archive.Length - first));
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            if (ToUInt32(tail, i) == EndOfDirectory && i + EndLength + ToUInt16(tail, i + 20) == tail.Length)
                return first + i;
        }

        return null;
    }

    private static void Append(IncrementalHash hash, Stream archive, long from, long to)
    {
        var buffer = new byte[128 * 1024];
        archive.Position = from;
        for (var left = to - from; left > 0;)
        {
            var read = archive.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
                throw new EndOfStreamException();
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
    }

    private static byte[] Read(Stream archive, int length)
    {
        var bytes = new byte[length];
        for (var position = 0; position < length;)
        {
            var read = archive.Read(bytes, position, length - position);
            if (read == 0)
                throw new EndOfStreamException();
            position += read;
        }

        return bytes;
    }

    private static int ToUInt16(byte[] bytes, int offset) => bytes[offset] | (bytes[offset + 1] << 8);

    private static uint ToUInt32(byte[] bytes, int offset) => (uint)(ToUInt16(bytes, offset) | (ToUInt16(bytes, offset + 2) << 16));

    private static void Write(byte[] bytes, int offset, ushort value)
    {
        bytes[offset] = (byte)value;
        bytes[offset + 1] = (byte)(value >> 8);
    }

    private static void Write(byte[] bytes, int offset, uint value)
    {
        Write(bytes, offset, (ushort)value);
        Write(bytes, offset + 2, (ushort)(value >> 16));
    }
}
