using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StageReady.Manifest;

/// <summary>
/// Linux on x64 and arm64. openat2(2) (5.6) refuses links in every part of a path and paths that leave the root; where a sandbox forbids it, openat(2) refuses a link in
/// the last part, and the identity of what was opened is compared with what was listed.
/// </summary>
internal sealed partial class LinuxReleaseRoot : ReleaseRoot
{
    private const nint OpenAt2Number = 437;
    private const int CloseOnExec = 0x80000, NonBlocking = 0x800, PathOnly = 0x200000;
    private const ulong NoMagicLinks = 0x02, NoLinks = 0x04, Beneath = 0x08;
    private const int LinkItself = 0x100, EmptyPath = 0x1000;
    private const uint BasicStatus = 0x7FF;
    private const int NoEntry = 2, NotADirectory = 20, NotPermitted = 1, NotImplemented = 38, InvalidArgument = 22;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;
    private static readonly int DirectoryOnly = IsArm ? 0x4000 : 0x10000;
    private static volatile bool _openAt2Works = true;

    private readonly SafeFileHandle _root;

    public LinuxReleaseRoot(string directory)
        : base(directory)
    {
        _root = Open(System.IO.Path.GetFullPath(directory), PathOnly | DirectoryOnly | CloseOnExec);
        if (_root.IsInvalid)
            throw new UnusableInputException($"The directory {directory} cannot be read: {ErrorText(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Whether this process can ask the kernel in these ways.</summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64 && HasStatx();

    public override FileStatus Status(string path) =>
        Statx(_root, path, LinkItself, BasicStatus, out var status) == 0 ? Translate(status) : Marshal.GetLastPInvokeError() switch
        {
            NoEntry or NotADirectory => default,
            var error => throw new IOException(ErrorText(error)),
        };

    public override FileStatus Status(SafeFileHandle handle) =>
        Statx(handle, "", EmptyPath, BasicStatus, out var status) == 0 ? Translate(status) : throw new IOException(ErrorText(Marshal.GetLastPInvokeError()));

    public override SafeFileHandle OpenRead(string path)
    {
        var flags = CloseOnExec | NonBlocking | NoFollow;
        if (_openAt2Works)
        {
            var how = new OpenHow { Flags = (ulong)flags, Resolve = NoMagicLinks | NoLinks | Beneath };
            var descriptor = OpenAt2(OpenAt2Number, _root, path, how, (nuint)Marshal.SizeOf<OpenHow>());
            if (descriptor >= 0)
                return new SafeFileHandle(descriptor, ownsHandle: true);
            if (Marshal.GetLastPInvokeError() is var error and not (NotImplemented or NotPermitted or InvalidArgument))
                throw new IOException(ErrorText(error));
            _openAt2Works = false;
        }

        var handle = OpenAt(_root, path, flags);
        return handle.IsInvalid ? throw new IOException(ErrorText(Marshal.GetLastPInvokeError())) : handle;
    }

    public override void Dispose() => _root.Dispose();

    private static bool HasStatx()
    {
        try
        {
            using var nowhere = new SafeFileHandle(-100, ownsHandle: false);
            return Statx(nowhere, "/", LinkItself, BasicStatus, out _) == 0;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    private static FileStatus Translate(in StatxResult status)
    {
        var kind = (status.Mode & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Directory,
            0xA000 => FileKind.Link,
            _ => FileKind.Special,
        };
        var device = ((ulong)status.DeviceMajor << 32) | status.DeviceMinor;
        return new FileStatus(kind, (long)status.Size, (device, status.Inode), (Ticks(status.ModifiedSeconds, status.ModifiedNanoseconds), Ticks(status.ChangedSeconds, status.ChangedNanoseconds)));
    }

    private static long Ticks(long seconds, uint nanoseconds) => unchecked(seconds * 1_000_000_000 + nanoseconds);

    private static string ErrorText(int error) => new Win32Exception(error).Message;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenAt2(nint number, SafeFileHandle directory, string path, in OpenHow how, nuint size);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(SafeFileHandle directory, string path, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle directory, string path, int flags, uint mask, out StatxResult status);

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }

    // linux/stat.h; the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxResult
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
