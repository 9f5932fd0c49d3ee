namespace StageReady.Release.Tests;

/// <summary>Keys in a token: SoftHSM's, made there by OpenSC's pkcs11-tool.</summary>
public sealed class Pkcs11Tests : IDisposable
{
    private const string Create = "manifest create publish --name Storefront --version 1.4.0 --sequence 7 --key";
    private const string Pin = "86420975";

    private static readonly string? Module = new[] { "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so" }.FirstOrDefault(File.Exists);
    private static readonly bool HasTools = OnPath("softhsm2-util") && OnPath("pkcs11-tool");

    private readonly ReleaseProcess _process = new();

    public Pkcs11Tests()
    {
        Assert.SkipWhen(Module is null || !HasTools, "SoftHSM and OpenSC are not installed");
        Configure();
        Directory.CreateDirectory(_process.PathOf("tokens"));
        Tool("softhsm2-util", $"--init-token --free --label release --so-pin 1234567 --pin {Pin}");
    }

    [Theory]
    [InlineData("-algorithm EC -pkeyopt ec_paramgen_curve:P-256")]
    [InlineData("-algorithm EC -pkeyopt ec_paramgen_curve:P-384")]
    [InlineData("-algorithm RSA -pkeyopt rsa_keygen_bits:3072")]
    [InlineData("-algorithm ed25519")]
    public void A_key_of_each_kind_signs(string kind)
    {
        Tool("openssl", $"genpkey {kind} -out k.pem");
        Tool("openssl", "pkey -in k.pem -pubout -out k.pub.pem");
        Tool("softhsm2-util", $"--import k.pem --token release --label signing --id 01 --pin {Pin}");

        var created = Run($"{Create} {Uri("token=release;object=signing")}");

        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Equal(0, Run("verify publish --key k.pub.pem").ExitCode);
    }

    [Fact]
    public void A_token_that_knows_PKCS1_only_signs_by_it()
    {
        Generate("rsa:3072", "signing");
        WritePublicKey("signing");
        Configure("slots.mechanisms = -CKM_RSA_PKCS_PSS");

        Assert.Equal(0, Run($"{Create} {Uri("token=release;object=signing")}").ExitCode);
        Assert.Equal(0, Run("verify publish --key k.pub.pem").ExitCode);
    }

    [Fact]
    public void A_key_that_wants_the_PIN_for_each_signature_gets_it()
    {
        Generate("EC:prime256v1", "signing", "--always-auth");
        WritePublicKey("signing");

        var created = Run($"{Create} {Uri("token=release;object=signing")}");

        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Equal(0, Run("verify publish --key k.pub.pem").ExitCode);
    }

    [Fact]
    public void The_URI_may_stand_in_the_variable_name_the_id_and_the_file_with_the_PIN()
    {
        Generate("EC:prime256v1", "other", id: "07");
        Generate("EC:prime256v1", "signing", id: "a1");
        WritePublicKey("signing");
        _process.Put("pin.txt", Pin + "\n");

        var uri = $"{Uri("token=release;id=%a1;type=private")}&pin-source=file:{_process.PathOf("pin.txt")}";
        var created = Run(Create[..^6], ("STAGEREADY_SIGNING_KEY", uri), ("STAGEREADY_PKCS11_PIN", ""));

        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Equal(0, Run("verify publish --key k.pub.pem").ExitCode);
        Assert.Equal(0, Run($"attest acknowledgement --manifest publish/release.intoto.jsonl --environment staging --suite runbook --key {Uri("token=release;object=signing")}").ExitCode);
    }

    [Fact]
    public void The_certificate_in_the_token_goes_into_the_signature_when_it_is_asked_for()
    {
        Tool("openssl", "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=ca -days 2 -addext basicConstraints=critical,CA:true");
        Tool("openssl", "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout leaf.key -out leaf.csr -subj /CN=leaf");
        _process.Put("leaf.ext", "extendedKeyUsage=codeSigning\n");
        Tool("openssl", "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile leaf.ext -outform DER -out leaf.der -days 1");
        Tool("openssl", "pkey -in leaf.key -outform DER -out key.der");
        Pkcs11Tool("--write-object key.der --type privkey --id 09 --label signing");
        Pkcs11Tool("--write-object leaf.der --type cert --id 09 --label signing");

        var created = Run($"{Create} {Uri("token=release;object=signing;type=cert")}");

        Assert.True(created.ExitCode == 0, created.Error);
        Assert.Equal(0, Run("verify publish --key ca.pem").ExitCode);
    }

    [Theory]
    [InlineData("token=release;object=signing?module-path=/absent/module.so", Pin, "pkcs11:token=release;object=signing: the module /absent/module.so cannot be loaded; there is no such library for this machine")]
    [InlineData("token=release;object=signing?module-path=libc.so.6", Pin, "pkcs11:token=release;object=signing: libc.so.6 is no PKCS#11 module")]
    [InlineData("token=release;object=signing", Pin, "pkcs11:token=release;object=signing does not say which module to load; append ?module-path=FILE")]
    [InlineData("token=absent;object=signing?MODULE", Pin, "pkcs11:token=absent;object=signing: there is no such token; the module has 'release'")]
    [InlineData("token=release;object=signing?MODULE", "11111111", "pkcs11:token=release;object=signing: the token 'release' refuses the PIN, which is wrong")]
    [InlineData("token=release;object=signing?MODULE", "1", "pkcs11:token=release;object=signing: the token 'release' refuses the PIN, which is wrong")]
    [InlineData("token=release;object=signing?MODULE", "", "pkcs11:token=release;object=signing: the token 'release' wants a PIN; set STAGEREADY_PKCS11_PIN, or give pin-source=FILE")]
    [InlineData("token=release;object=absent?MODULE", Pin, "pkcs11:token=release;object=absent: the token 'release' has no such private key")]
    [InlineData("token=release;object=signing;id=%ff?MODULE", Pin, "pkcs11:token=release;object=signing;id=%ff: the token 'release' has no such private key")]
    [InlineData("token=release?MODULE", Pin, "pkcs11:token=release: the token 'release' has several such private keys; give object or id")]
    [InlineData("token=release;object=signing;type=cert?MODULE", Pin, "pkcs11:token=release;object=signing;type=cert: the token 'release' has no such certificate")]
    [InlineData("token=release;object=small?MODULE", Pin, "pkcs11:token=release;object=small is an RSA key of 2048 bits; expected at least 3072")]
    [InlineData("token=release;object=signing?MODULE&pin-value=86420975", Pin, "pkcs11:token=release;object=signing: a PIN does not belong into the URI, which others can read; set STAGEREADY_PKCS11_PIN, or give pin-source=FILE")]
    [InlineData("token=release;objekt=signing?MODULE", Pin, "pkcs11:token=release;objekt=signing: 'objekt' is not understood; expected token, serial, object, id and type, and after the ? module-path and pin-source")]
    [InlineData("token=release;token=other?MODULE", Pin, "pkcs11:token=release;token=other: 'token' stands there twice")]
    [InlineData("token=release;object=signing;type=public?MODULE", Pin, "pkcs11:token=release;object=signing;type=public: expected type=private or type=cert")]
    [InlineData("token=release;object=signing?MODULE&pin-source=absent.txt", Pin, "pkcs11:token=release;object=signing: The PIN absent.txt cannot be read: there is no such file")]
    public void What_is_not_there_is_exit_2_in_one_line_without_the_PIN(string uri, string pin, string message)
    {
        Generate("EC:prime256v1", "signing");
        Generate(uri.Contains("small") ? "rsa:2048" : "EC:prime256v1", "small", id: "02");

        var result = Run($"{Create} pkcs11:{uri.Replace("MODULE", $"module-path={Module}")}", ("STAGEREADY_PKCS11_PIN", pin));

        Assert.Equal((2, "", $"error: {message}\n"), (result.ExitCode, result.Output, result.Error));
        Assert.DoesNotContain(Pin, result.Error);
        Assert.False(File.Exists(_process.PathOf("publish/release.intoto.jsonl")));
    }

    public void Dispose() => _process.Dispose();

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Uri(string path) => $"pkcs11:{path}?module-path={Module}";

    private void Configure(string more = "") => _process.Put("softhsm2.conf", $"directories.tokendir = {_process.PathOf("tokens")}\n{more}\n");

    private void Generate(string kind, string label, string more = "", string id = "01") => Pkcs11Tool($"--keypairgen --key-type {kind} --label {label} --id {id} {more}");

    private void WritePublicKey(string label)
    {
        Pkcs11Tool($"--read-object --type pubkey --label {label} --output-file k.der");
        Tool("openssl", "pkey -pubin -inform DER -in k.der -out k.pub.pem");
    }

    private void Pkcs11Tool(string arguments) => Tool("pkcs11-tool", $"--module {Module} --token-label release --login --pin {Pin} {arguments}");

    private void Tool(string program, string arguments)
    {
        var result = _process.Start(program, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), ("SOFTHSM2_CONF", _process.PathOf("softhsm2.conf")));
        Assert.True(result.ExitCode == 0, $"{program} {arguments}: {result.Output}{result.Error}");
    }

    private ProcessResult Run(string arguments, params (string Name, string Value)[] environment) =>
        _process.Run(arguments, [("SOFTHSM2_CONF", _process.PathOf("softhsm2.conf")), ("STAGEREADY_PKCS11_PIN", Pin), .. environment]);
}
