using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class SecretIsHardCodedTests
{
    [Theory]
    [InlineData("""Use({|#0:"Server=db.contoso.com;User Id=shop;Password=k9#vF2qLm8Rz"|});""", "A connection string in the code holds a password (12 characters)")]
    [InlineData("""Use({|#0:"https://shop:k9vF2qLm8Rz@api.contoso.com/"|});""", "A URI in the code holds a password (11 characters)")]
    [InlineData("""Use({|#0:"ghp_q83vEjRWeJCrze8SNFZ4kKvN7xI9QmZb0001"|});""", "The code holds a secret (40 characters)")]
    [InlineData("""options.ClientSecret = {|#0:"q83vEjRWeJCrze8SNFZ4kKvN"|};""", "'ClientSecret' is given a secret (24 characters) in the code")]
    [InlineData("""_ = new System.Net.NetworkCredential("shop", {|#0:"k9#vF2qLm8Rz"|});""", "new NetworkCredential receives a password (12 characters) that stands in the code")]
    public Task The_message_tells_what_it_is_and_how_long(string statement, string message)
    {
        var test = new Verifier<SecretIsHardCoded>(Shop(statement));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("STG1109", DiagnosticSeverity.Error).WithLocation(0)
            .WithMessage(message + ". Take it out of the code and let a vault, user secrets or an environment variable supply it"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""Use({|STG1109:"Server=db;Database=Shop;Uid=shop;Pwd=k9vF2qLm"|});""")]
    [InlineData("""Use({|STG1109:"Host=db;Username=shop;Password=postgres"|});""")]
    [InlineData("""Use({|STG1109:"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=q83vEjRWeJCrze8SNFZ4kKvN7xI9QmZb==;EndpointSuffix=core.windows.net"|});""")]
    [InlineData("""Use({|STG1109:"Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=q83vEjRWeJCrze8SNFZ4kKvN7xI="|});""")]
    [InlineData("""Use({|STG1109:"redis.contoso.com:6380,password=q83vEjRWeJCrze8S,ssl=true"|});""")]
    [InlineData("""Use({|STG1109:"postgresql://shop:k9vF2qLm8Rz@db.contoso.com/shop"|});""")]
    [InlineData("""Use({|STG1109:"amqp://shop:k9vF2qLm8Rz@rabbit.contoso.com/"|});""")]
    [InlineData("""Use({|STG1109:"https://shop.blob.core.windows.net/c?sv=2023-01-03&sig=q83vEjRWeJCrze8SNFZ4kKvN7xI"|});""")]
    [InlineData("""Use({|STG1109:$"Server={name};User Id=shop;Password=k9#vF2qLm8Rz"|});""")]
    [InlineData("""Use({|STG1109:"Server=db;User Id=shop;"|} + "Password=k9#vF2qLm8Rz");""")]
    [InlineData("""Use({|STG1109:"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDq83vEjRWeJCrze8SNFZ4kKvN7xI9QmZb\n-----END PRIVATE KEY-----"|});""")]
    public Task Secrets_show_by_their_form(string statement) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""var password = {|STG1109:"k9#vF2qLm8Rz"|}; Use(password);""")]
    [InlineData("""const string ApiKey = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}; Use(ApiKey);""")]
    [InlineData("""var secret = config["Jwt:Secret"] ?? {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}; Use(secret);""")]
    [InlineData("""var secret = name.Length > 1 ? name : {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}; Use(secret);""")]
    [InlineData("""var token = name switch { "a" => {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}, _ => name }; Use(token);""")]
    [InlineData("""config["Jwt:Key"] = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|};""")]
    [InlineData("""_ = new Dictionary<string, string> { ["Smtp:Password"] = {|STG1109:"k9#vF2qLm8Rz"|}, ["Smtp:User"] = "k9#vF2qLm8Rz" };""")]
    [InlineData("""_ = new Dictionary<string, string> { { "Smtp:Password", {|STG1109:"k9#vF2qLm8Rz"|} } };""")]
    [InlineData("""builder.WebHost.UseSetting("Stripe:SecretKey", {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|});""")]
    [InlineData("""client.DefaultRequestHeaders.Add("X-Api-Key", {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|});""")]
    [InlineData("""_ = new { User = "shop", Password = {|STG1109:"k9#vF2qLm8Rz"|} };""")]
    [InlineData("""_ = new ShopOptions { ClientSecret = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|} };""")]
    [InlineData("""SignIn("shop", password: {|STG1109:"k9#vF2qLm8Rz"|});""")]
    [InlineData("""byte[] encryptionKey = Convert.FromBase64String({|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN7xI9QmZb"|}); Use(encryptionKey.ToString());""")]
    public Task Secrets_show_by_their_names(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""var signingKey = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"u8|}.ToArray(); Use(signingKey.ToString());""")]
    [InlineData("""_ = new System.Security.Cryptography.HMACSHA256({|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"u8|}.ToArray());""")]
    [InlineData("""var bytes = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"u8|}.ToArray(); _ = new System.Security.Cryptography.HMACSHA256(bytes);""")]
    [InlineData("""using var aes = System.Security.Cryptography.Aes.Create(); aes.Key = {|STG1109:"q83vEjRWeJCrze8S"u8|}.ToArray();""")]
    [InlineData("""Use(System.Text.Encoding.UTF8.GetString({|STG1109:"Server=db;User Id=shop;Password=k9#vF2qLm8Rz"u8|}));""")]
    public Task Texts_in_UTF8_are_texts(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Fact]
    public Task Members_hold_texts_in_UTF8_and_bytes() => Verifier<SecretIsHardCoded>.VerifyAsync("""
        internal static class Keys
        {
            public static ReadOnlySpan<byte> ApiKey => {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"u8|};
            public static ReadOnlySpan<byte> SigningKey => {|STG1109:[79, 145, 12, 211, 119, 42, 232, 21, 96, 187, 57, 242, 132, 29, 166, 94]|};
            public static ReadOnlySpan<byte> ContentKey => "application/json"u8;
            public static ReadOnlySpan<byte> Token => "access_token"u8;
        }
        """);

    [Theory]
    [InlineData("byte[] signingKey = {|STG1109:{ 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e }|}; Use(signingKey.ToString());")]
    [InlineData("var encryptionKey = new byte[] {|STG1109:{ 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e }|}; Use(encryptionKey.ToString());")]
    [InlineData("byte[] signingKey = {|STG1109:[0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e]|}; Use(signingKey.ToString());")]
    [InlineData("_ = new System.Security.Cryptography.HMACSHA256(new byte[] {|STG1109:{ 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e }|});")]
    [InlineData("using var aes = System.Security.Cryptography.Aes.Create(); aes.Key = new byte[] {|STG1109:{ 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e }|};")]
    public Task Keys_that_are_written_byte_by_byte_are_seen(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("byte[] iv = { 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e }; Use(iv.ToString());")]
    [InlineData("byte[] publicKey = { 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e }; Use(publicKey.ToString());")]
    [InlineData("byte[] signingKey = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }; Use(signingKey.ToString());")]
    [InlineData("byte[] signingKey = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }; Use(signingKey.ToString());")]
    [InlineData("byte[] signingKey = { 0x4f, 0x91, 0x0c, 0xd3 }; Use(signingKey.ToString());")]
    [InlineData("byte[] signingKey = { 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, (byte)name.Length }; Use(signingKey.ToString());")]
    [InlineData("int[] secrets = { 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e }; Use(secrets.ToString());")]
    [InlineData("_ = new System.IO.MemoryStream(new byte[] { 0x4f, 0x91, 0x0c, 0xd3, 0x77, 0x2a, 0xe8, 0x15, 0x60, 0xbb, 0x39, 0xf2, 0x84, 0x1d, 0xa6, 0x5e });")]
    public Task Other_bytes_are_no_keys(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("new User { Id = 1, Password = \"A5tzNn90k1cgMCIWicwomDz/Wb1/BAWIDIVelEKhM6lHvuwh\" }")]
    [InlineData("new User { Id = 1, Password = \"$2a$11$K9vF2qLm8RzT5kRw92mQzu0pVxA8sDq83vEjRWeJCrze8SNFZ4kKv\" }")]
    [InlineData("new User { Id = 1, Password = \"5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8\" }")]
    [InlineData("new User { Id = 1, Password = {|STG1109:\"k9#vF2qLm8Rz\"|} }")]
    public Task The_hash_of_a_password_in_seed_data_is_no_password(string user) => Verifier<SecretIsHardCoded>.VerifyAsync($$"""
        internal sealed class Model
        {
            public Model HasData(params User[] users) => users.Length > 0 ? this : new Model();

            public static void Seed(Model model) => model.HasData({{user}});
        }

        internal sealed class User { public int Id { get; set; } public string Password { get; set; } }
        """);

    [Fact]
    public Task Members_are_named_with_their_types() => Verifier<SecretIsHardCoded>.VerifyAsync("""
        internal static class JwtConstants
        {
            public const string Key = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|};
            public static readonly string ApiSecret = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvO"|};
            public static string Password { get; set; } = {|STG1109:"k9#vF2qLm8Rz"|};
            public static string Token => {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvP"|};
            public static string GetToken() { return {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvQ"|}; }
            public static void Connect(string user, string password = {|STG1109:"k9#vF2qLm8Rz"|}) { }
            public const string Issuer = "q83vEjRWeJCrze8SNFZ4kKvN";
        }
        """);

    [Theory]
    [InlineData("""_ = new System.Net.NetworkCredential("shop", {|STG1109:"k9#vF2qLm8Rz"|});""")]
    [InlineData("""var text = {|STG1109:"k9#vF2qLm8Rz"|}; _ = new System.Net.NetworkCredential("shop", text);""")]
    [InlineData("""_ = new System.Security.Cryptography.HMACSHA256(System.Text.Encoding.UTF8.GetBytes({|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}));""")]
    [InlineData("""var aes = System.Security.Cryptography.Aes.Create(); aes.Key = System.Text.Encoding.UTF8.GetBytes({|STG1109:"q83vEjRWeJCrze8S"|});""")]
    [InlineData("""_ = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|});""")]
    [InlineData("""_ = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12FromFile("shop.pfx", {|STG1109:"k9#vF2qLm8Rz"|});""")]
    [InlineData("""SignIn("shop", {|STG1109:"k9#vF2qLm8Rz"|});""")]
    public Task Secrets_show_by_where_they_go(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""_ = new AzureKeyCredential({|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|});""")]
    [InlineData("""_ = new BasicAWSCredentials("AKIAQ83VEJRWEJCRZE8S", {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN7xI9QmZbq83vEjRW"|});""")]
    [InlineData("""_ = new ClientSecretCredential("tenant", "client", {|STG1109:"q83~vEjRWeJCrze8SNFZ4kKvN"|});""")]
    [InlineData("""_ = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}));""")]
    [InlineData("""_ = new SymmetricSecurityKey(System.Text.Encoding.ASCII.GetBytes(config["Jwt:Key"] ?? {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}));""")]
    [InlineData("""_ = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({|STG1109:"this is my custom secret key for authentication"|}));""")]
    [InlineData("""await userManager.CreateAsync(user, {|STG1109:"Pass123$"|});""")]
    [InlineData("""await userManager.AddPasswordAsync(user, {|STG1109:"Pass123$"|});""")]
    [InlineData("""_ = new Secret({|STG1109:"49C1A7E1-0C79-4A89-A3D6-A37998FB86B0"|}.Sha256());""")]
    [InlineData("""smtp.Authenticate("shop", {|STG1109:"k9#vF2qLm8Rz"|});""")]
    public Task Libraries_are_known_by_their_names(string statement) => new Verifier<SecretIsHardCoded>(Shop(statement))
        .WithFrameworkOnly()
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_constant_of_another_class_is_followed() => new Verifier<SecretIsHardCoded>(
            Shop("_ = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(Constants.SigningKey));"),
            """internal static class Constants { public const string SigningKey = {|STG1109:"the key that signs all tokens"|}; }""")
        .WithFrameworkOnly()
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""Use("Server=db;User Id=shop;Password=<password>");""")]
    [InlineData("""Use("Server=db;User Id=shop;Password=${DB_PASSWORD}");""")]
    [InlineData("""Use("Server=db;User Id=shop;Password=changeme");""")]
    [InlineData("""Use("Server=tcp:[serverName];User ID=[Login]@[serverName];Password=myPassword];Encrypt=True");""")]
    [InlineData("""Use(string.Format("Server={0};User Id={1};Password={2}", name, name, name));""")]
    [InlineData("""Use("https://user:<token>@api.contoso.com/");""")]
    [InlineData("""var password = "changeme"; Use(password);""")]
    [InlineData("""var apiKey = "YOUR_API_KEY"; Use(apiKey);""")]
    [InlineData("""var apiKey = "********"; Use(apiKey);""")]
    [InlineData("""var apiKey = "#{ApiKey}#"; Use(apiKey);""")]
    [InlineData("""_ = new System.Net.NetworkCredential("shop", "<password>");""")]
    [InlineData("""_ = new System.Net.NetworkCredential("shop", "");""")]
    public Task Placeholders_are_fine(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""Use("Server=db;User Id=shop;Password=" + name);""")]
    [InlineData("""Use($"Server=db;User Id=shop;Password={name}");""")]
    [InlineData("""Use($"Server=db;User Id=shop;Password='{name}';Encrypt=true");""")]
    [InlineData("""Use($"https://shop:{name}@api.contoso.com/");""")]
    [InlineData("""Use($"https://api.contoso.com/?token={name}");""")]
    [InlineData("""var token = "Bearer " + name; Use(token);""")]
    [InlineData("""var token = $"q83vEjRWeJCr{name}"; Use(token);""")]
    [InlineData("""var password = "k9#" + name; Use(password);""")]
    [InlineData("""_ = new System.Net.NetworkCredential("shop", $"k9#vF2q{name}");""")]
    public Task What_is_put_together_with_something_unknown_is_no_literal(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""Use("Server=db;Database=Shop;Integrated Security=true");""")]
    [InlineData("""Use("Server=db;Authentication=Active Directory Default;Password=k9#vF2qLm8Rz");""")]
    [InlineData("""Use("Data Source=shop.db;Password=k9#vF2qLm8Rz");""")]
    [InlineData("""Use("UseDevelopmentStorage=true");""")]
    [InlineData("""Use("amqp://guest:guest@rabbit/");""")]
    [InlineData("""Use("https://api.contoso.com/orders?page=2");""")]
    [InlineData("""Use("https://firebasestorage.googleapis.com/v0/b/shop/o/a.jpg?alt=media&token=5c7f2a0e-9d1b-4e63-8f42-71c3b0a9d6e5");""")]
    [InlineData("""Use("pk_live_q83vEjRWeJCrze8SNFZ4kKvN");""")]
    public Task Addresses_without_secrets_are_fine(string statement) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statement));

    [Theory]
    [InlineData("""const string Password = "Password"; Use(Password);""")]
    [InlineData("""const string ApiKeyHeader = "X-Api-Key2"; Use(ApiKeyHeader);""")]
    [InlineData("""const string InvalidPassword = "ERR-1023x"; Use(InvalidPassword);""")]
    [InlineData("""var password = "The password is too short (min. 8)!"; Use(password);""")]
    [InlineData("""const string ResetToken = "/account/{userId}/reset-Token2"; Use(ResetToken);""")]
    [InlineData("""const string TokenUrl = "https://login.contoso.com/oauth2/v2.0/token"; Use(TokenUrl);""")]
    [InlineData("""const string SecretName = "q83vEjRWeJCrze8SNFZ4kKvN"; Use(SecretName);""")]
    [InlineData("""const string CacheKey = "q83vEjRWeJCrze8SNFZ4kKvN"; Use(CacheKey);""")]
    [InlineData("""const string PublicKeyToken = "b77a5c561934e089"; Use(PublicKeyToken);""")]
    [InlineData("""const string WidgetKey = "49C1A7E1-0C79-4A89-A3D6-A37998FB86B0"; Use(WidgetKey);""")]
    [InlineData("""const string PasswordHash = "AQAAAAIAAYagAAAAEK9vF2qLm8Rz"; Use(PasswordHash);""")]
    [InlineData("""string[] commonPasswords = ["P@ssw0rd", "Qwerty1!"]; Use(commonPasswords[0]);""")]
    [InlineData("""Use("q83vEjRWeJCrze8SNFZ4kKvN");""")]
    [InlineData("""Use(name.Replace("-----BEGIN RSA PRIVATE KEY-----", ""));""")]
    [InlineData("""_ = System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes("WebAppData"), new byte[1]);""")]
    public Task Names_messages_routes_and_formats_are_fine(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""const string StatePatternKey = "smartstore.webapi:state-*"; Use(StatePatternKey);""")]
    [InlineData("""const string DeviceAuthKey = "pm-27581-device-auth-key"; Use(DeviceAuthKey);""")]
    [InlineData("""const string UpdateApisForInputPassword = "pm-27086-update-authentication-apis-for-input-password"; Use(UpdateApisForInputPassword);""")]
    [InlineData("""var hwScaleFilterFirstPass = "vpp_rkrga=format=bgra:afbc=1"; Use(hwScaleFilterFirstPass);""")]
    [InlineData("""_ = new Grant { Key = "i11JLqd7PE1yQltB2o5tRpfbMkpDPr+3w0Lc2Hx7kfE=" };""")]
    [InlineData("""const string LicenseKey = "eyJhbGciOiJQUzI1NiIsInR5cCI6ImxpY2Vuc2Urand0In0.eyJpc3MiOiJodHRwczovL2R1ZW5kZXNvZnR3YXJlLmNvbSJ9.q83vEjRWeJCrze8SNFZ4kKvN"; Use(LicenseKey);""")]
    [InlineData("""const string AccessKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=="; Use(AccessKey);""")]
    [InlineData("""System.Console.WriteLine("  SqlServer: server=127.0.0.1;database=Foo;user id=USERNAME;password=BLAH");""")]
    [InlineData("""Use("Server=db;Database=myDataBase;User Id=myUsername;Password=myPassword;");""")]
    public Task Cache_patterns_feature_flags_filter_passes_grants_licences_emulator_keys_and_help_that_projects_hold_are_fine(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Theory]
    [InlineData("""const string StorjApiKey = "storj-api-key"; Use(StorjApiKey);""")]
    [InlineData("""const string JwtRequestClientKey = "idsrv.jwtrequesturi.client"; Use(JwtRequestClientKey);""")]
    [InlineData("""_ = new Secret("5D9E9B6B333CD42C99D1DE6175CC0F3EF99DDF68", "mtls.test");""")]
    [InlineData("""options.ClientSecret = "MIIEgTCCAumgAwIBAgIQDMMu7l/umJhfEbzJMpcttzANBgkqhkiG9w0BAQsFADCBkzEeMBwGA1UEChMVbWtjZXJ0IGRldmVsb3BtZW50IENBMTQwMgYDVQQLDCtkb21pbmlja0Bkb21icDE2LmZyaXR6LmJveCAoRG9taW5pY2sgQmFpZXIpMTswOQYDVQQDDDJta2NlcnQgZG9taW5pY2tAZG9tYnAxNi5mcml0ei5ib3g=";""")]
    public Task Option_names_thumbprints_and_certificates_that_projects_hold_are_fine(string statement) => new Verifier<SecretIsHardCoded>(Shop(statement))
        .WithFrameworkOnly()
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""if (env.IsDevelopment()) Use("Server=db;User Id=shop;Password=k9#vF2qLm8Rz");""")]
    [InlineData("""var password = env.IsDevelopment() ? "k9#vF2qLm8Rz" : name; Use(password);""")]
    [InlineData("""var text = "k9#vF2qLm8Rz"; if (env.IsDevelopment()) _ = new System.Net.NetworkCredential("shop", text);""")]
    [InlineData("#if DEBUG\nUse(\"Server=db;User Id=shop;Password=k9#vF2qLm8Rz\");\n#endif")]
    public Task What_only_development_reaches_is_fine(string statements) => Verifier<SecretIsHardCoded>.VerifyAsync(Shop(statements));

    [Fact]
    public Task A_design_time_factory_is_for_the_tools_only() => Verifier<SecretIsHardCoded>.VerifyAsync("""
        internal sealed class Factory : IDesignTimeDbContextFactory<object>
        {
            public object Create() => "Server=localhost;User Id=shop;Password=k9#vF2qLm8Rz";
        }

        internal interface IDesignTimeDbContextFactory<T>;
        """);

    [Fact]
    public Task Attributes_are_fine() => Verifier<SecretIsHardCoded>.VerifyAsync("""
        internal static class Shop
        {
            [System.ComponentModel.DefaultValue("Server=db;User Id=shop;Password=k9#vF2qLm8Rz")]
            public static string Connection { get; set; }
        }
        """);

    [Fact]
    public Task Examples_of_an_API_are_fine() => Verifier<SecretIsHardCoded>.VerifyAsync("""
        internal interface IExamplesProvider<T>;
        internal sealed class SignIn { public string Password { get; set; } }
        internal sealed class SignInExample : IExamplesProvider<SignIn> { public SignIn GetExamples() => new() { Password = "k9#vF2qLm8Rz" }; }
        internal sealed class Examples { public SignIn GetExamples() => new() { Password = {|STG1109:"k9#vF2qLm8Rz"|} }; }
        """);

    [Theory]
    [InlineData("// <auto-generated/>\n", "/src/Shop.cs")]
    [InlineData("", "/src/Shop.g.cs")]
    public Task Generated_code_is_not_judged(string header, string path)
    {
        var test = new Verifier<SecretIsHardCoded>("internal class Empty;");
        test.TestState.Sources.Add((path, header + "#nullable disable\n" + Shop("""Use("Server=db;User Id=shop;Password=k9#vF2qLm8Rz");""")));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task The_keys_of_tables_do_not_hide_the_one_that_signs() => Verifier<SecretIsHardCoded>.VerifyAsync("""
        internal sealed class Shop
        {
            public void Configure(Table table) => table.PrimaryKey("PK_Orders").ForeignKey("FK_Orders_Shops").HasKey("Id");
            public string SigningKey() => {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|};
        }

        internal sealed class Table
        {
            public Table PrimaryKey(string name) => this;
            public Table ForeignKey(string name) => this;
            public Table HasKey(string column) => this;
        }
        """);

    [Fact]
    public Task A_test_project_is_not_judged() => new Verifier<SecretIsHardCoded>(Shop("""Use("Server=db;User Id=shop;Password=k9#vF2qLm8Rz");"""))
        .WithBuildProperty("IsTestProject", "true")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Nothing_binds_and_the_names_speak() => new Verifier<SecretIsHardCoded>(
            """class Shop { void Run() { options.ClientSecret = {|STG1109:"q83vEjRWeJCrze8SNFZ4kKvN"|}; x = new NetworkCredential("shop", {|STG1109:"k9#vF2qLm8Rz"|}); Use("k9#vF2qLm8Rz"); } }""")
        .WithoutReferences()
        .RunAsync(TestContext.Current.CancellationToken);

    private static string Shop(string statements) => $$"""
        #nullable disable

        internal sealed class Shop(IHostEnvironment env, IConfiguration config, HttpClient client)
        {
            public async Task Run(string name, WebApplicationBuilder builder, ShopOptions options)
            {
                {{statements}}
                await Task.Yield();
            }

            private static void Use(string text) => Console.WriteLine(text);
            private static void SignIn(string user, string password) => _ = new System.Net.NetworkCredential(user, password);
        }

        internal sealed class ShopOptions
        {
            public string ClientSecret { get; set; }
        }

        internal sealed class Grant
        {
            public string Key { get; set; }
        }
        """;
}
