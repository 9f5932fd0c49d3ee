using System.Runtime.InteropServices;

namespace StageReady.Release.Tests;

public sealed class NativeExecutableTests
{
    private const long MaximalSize = 12_000_000;

    [Fact]
    public void It_is_one_small_file_that_verifies_where_there_is_no_dotnet()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "the executable is built for the machine that builds it, here for linux-x64");
        Assert.SkipUnless(File.Exists("/usr/bin/gcc") || File.Exists("/usr/bin/clang"), "native code needs a linker, of gcc or clang");
        using var process = new ReleaseProcess().Signed();
        var built = process.Start(
            "dotnet",
            [
                "publish", Path.Combine(RepositoryFolder.Root, "src", "StageReady.Release"), "-c", "Release", "-r", "linux-x64", "-nologo", "-v:quiet", "-nodeReuse:false",
                "-o", process.PathOf("native"), $"-p:ArtifactsPath={process.PathOf("artifacts")}",
            ]);
        Assert.True(built.ExitCode == 0, built.Output + built.Error);

        var executable = Assert.Single(Directory.GetFiles(process.PathOf("native")));
        Assert.Equal("stageready-verify", Path.GetFileName(executable));
        Assert.InRange(new FileInfo(executable).Length, 1, MaximalSize);

        var verified = Verify();
        process.Put("publish/app.dll", "another one");
        var refused = Verify();

        Assert.Equal((0, "VERIFIED"), (verified.ExitCode, verified.OutputLines[^1]));
        Assert.Equal((1, "REFUSED"), (refused.ExitCode, refused.OutputLines[^1]));

        ProcessResult Verify() => process.Start(executable, ["verify", "publish", "--key", "k.pub.pem"], ("PATH", ""), ("DOTNET_ROOT", "/nowhere"));
    }
}
