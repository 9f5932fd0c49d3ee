using StageReady.Shell;

namespace StageReady.Repository.Tests.Shell;

public class ShellReaderTests
{
    [Theory]
    [InlineData("a b; c && d || e | f & g", "a b/c/d/e/f/g")]
    [InlineData("a 'b c' \"d; e\" f\\ g", "a b c d; e f g")]
    [InlineData("a \\\n  b\nc", "a b/c")]
    [InlineData("a `\r\n  b\r\nc", "a b/c")]
    [InlineData("a # b\n# c\nd#e", "a/d#e")]
    [InlineData("a > b 2>&1 <c d >>e", "a d")]
    [InlineData("a &>b c", "a c")]
    [InlineData("X=1 sudo -E /usr/bin/a b", "a b")]
    [InlineData("if a; then ! b; else { c; }; fi", "a/b/c/}/fi")]
    [InlineData("a $(b c) d", "a $/b c/d")]
    [InlineData("a ${B:-c d} e", "a ${B:-c d} e")]
    [InlineData("a ${{ b.c && 'd' }} e", "a ${{ b.c && 'd' }} e")]
    [InlineData("cat <<EOF > f\na b\nEOF\nc", "cat/c")]
    [InlineData("cat <<-'EOF'\n\ta b\n\tEOF\nc", "cat/c")]
    [InlineData("cat <<EOF\na b", "cat")]
    [InlineData("a 'b", "a b")]
    [InlineData("", "")]
    public void A_script_is_its_simple_commands(string script, string commands) => Assert.Equal(commands, Read(script));

    [Fact]
    public void What_has_a_variable_is_not_known()
    {
        var words = ShellReader.Read(Source("a $b '$c' \"$d\" e")).Single().Arguments;

        Assert.Equal([true, false, true, false], words.Select(word => word.HasVariable));
    }

    [Theory]
    [InlineData("@echo off\r\n@a b & c && d\r\n", "echo off/a b/c/d")]
    [InlineData("rem a\r\nREM\r\n:: b\r\n@rem c & d\r\nremove e\r\n", "remove e")]
    [InlineData("a ^\r\n  b\r\nc", "a b/c")]
    [InlineData("a 'b c' \"d & e\" f^&g C:\\h #i", "a 'b c' d & e f&g C:\\h #i")]
    [InlineData("if exist a (\r\n  b\r\n) else c\r\ncall d", "exist a/b/c/d")]
    public void A_batch_file_has_its_own_signs(string script, string commands) => Assert.Equal(commands, Read(script, "a.cmd"));

    [Fact]
    public void What_has_a_variable_in_a_batch_file_is_not_known() =>
        Assert.Equal([true, true, false], ShellReader.Read(Source("a %B% !C! $d", "a.bat")).Single().Arguments.Select(word => word.HasVariable));

    private static string Read(string script, string path = "a.sh") =>
        string.Join('/', ShellReader.Read(Source(script, path)).Select(command => string.Join(' ', command.Arguments.Select(word => word.Value).Prepend(command.Program))));

    private static ShellText Source(string script, string path = "a.sh")
    {
        var file = new TextFile(path, script);
        return ShellText.Of(file);
    }
}
