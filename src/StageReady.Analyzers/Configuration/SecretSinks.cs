using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.ValueFlow;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>What takes a secret: by the names of parameters where they are known, and by those that .NET and the libraries in use give to types and methods.</summary>
internal static class SecretSinks
{
    // The secret's place among the arguments.
    private static readonly Dictionary<string, int> Creations = new(StringComparer.Ordinal)
    {
        ["NetworkCredential"] = 1,
        ["PSCredential"] = 1,
        ["SqlCredential"] = 1,
        ["UsernamePasswordCredential"] = 1,
        ["PasswordAuthenticationMethod"] = 1,
        ["ClientCredential"] = 1,
        ["ClientSecretCredential"] = 2,
        ["AzureKeyCredential"] = 0,
        ["AzureNamedKeyCredential"] = 1,
        ["AzureSasCredential"] = 0,
        ["StorageSharedKeyCredential"] = 1,
        ["StorageCredentials"] = 1,
        ["ApiKeyCredential"] = 0,
        ["ApiKeyServiceClientCredentials"] = 0,
        ["BasicAWSCredentials"] = 1,
        ["SessionAWSCredentials"] = 1,
        ["AuthenticationHeaderValue"] = 1,
        ["X509Certificate2"] = 1,
        ["Rfc2898DeriveBytes"] = 0,
        ["PasswordDeriveBytes"] = 0,
        ["HMACSHA1"] = 0,
        ["HMACSHA256"] = 0,
        ["HMACSHA384"] = 0,
        ["HMACSHA512"] = 0,
        ["Secret"] = 0,
        ["SendGridClient"] = 0,
        ["StripeClient"] = 0,
        ["OpenAIClient"] = 0,
        ["TelegramBotClient"] = 0,
        ["MailjetClient"] = 1,
    };

    private static readonly Dictionary<string, int> Methods = new(StringComparer.Ordinal)
    {
        ["Authenticate"] = 1,
        ["AuthenticateAsync"] = 1,
        ["AddPasswordAsync"] = 1,
        ["WithBasicAuth"] = 1,
        ["SetBasicAuthentication"] = 1,
        ["SetBearerToken"] = 0,
        ["WithOAuthBearerToken"] = 0,
        ["WithClientSecret"] = 0,
        ["WithCredentials"] = 1,
        ["LoadPkcs12FromFile"] = 1,
    };

    /// <summary>What the destination expects; <see cref="SecretExpectation.None"/> if it is not made for secrets.</summary>
    public static SecretExpectation ExpectationOf(Destination destination)
    {
        if (destination.Kind != DestinationKind.Assignment && destination.Parameter is { } parameter && SecretName.Of(parameter) is var named and not (SecretExpectation.None or SecretExpectation.Key))
            return named;

        return destination.Kind switch
        {
            DestinationKind.Creation => destination.Name == "Secret" && !IsHashed(destination) ? SecretExpectation.None : Takes(Creations, destination) ? ByKind(destination.Name) : SecretExpectation.None,
            DestinationKind.Call => IsNewUser(destination) ? SecretExpectation.Password : Takes(Methods, destination) ? ByKind(destination.Name) : SecretExpectation.None,
            _ => destination is { Name: "Key", Type: "Aes" or "SymmetricAlgorithm" or "HMAC" or "AesGcm" } ? SecretExpectation.Secret : SecretExpectation.None,
        };
    }

    /// <summary>Whether what arrives there is a key, whatever it looks like.</summary>
    public static bool IsSigningKey(Destination destination) => destination is { Kind: DestinationKind.Creation, Name: "SymmetricSecurityKey", Ordinal: 0 };

    /// <summary>Whether what arrives there signs or encrypts.</summary>
    public static bool TakesKey(Destination destination) =>
        IsSigningKey(destination)
        || destination is { Kind: DestinationKind.Creation, Ordinal: 0 } && (destination.Name.StartsWith("HMAC", StringComparison.Ordinal) || destination.Name is "AesGcm" or "AesCcm" or "ChaCha20Poly1305")
        || destination.Kind == DestinationKind.Assignment && ExpectationOf(destination) != SecretExpectation.None;

    // new Secret("…".Sha256()) of IdentityServer: what is not hashed there is the thumbprint of a certificate.
    private static bool IsHashed(Destination destination) =>
        destination.Node is ArgumentSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sha256" or "Sha512" } } };

    private static bool Takes(Dictionary<string, int> places, Destination destination) => places.TryGetValue(destination.Name, out var place) && place == destination.Ordinal;

    // userManager.CreateAsync(user, password): a common name, so that nothing else may be known of it.
    private static bool IsNewUser(Destination destination) =>
        destination is { Name: "CreateAsync", Ordinal: 1, Type: null or "UserManager", Receiver: null or "UserManager" };

    private static SecretExpectation ByKind(string name) =>
        name is "AzureKeyCredential" or "AzureNamedKeyCredential" or "AzureSasCredential" or "ApiKeyCredential" or "Secret" || name.StartsWith("HMAC", StringComparison.Ordinal) || name.EndsWith("Client", StringComparison.Ordinal)
            ? SecretExpectation.Secret
            : SecretExpectation.Password;
}
