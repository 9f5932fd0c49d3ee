using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>A session with the token that a URI names, in which its private key can be used.</summary>
internal sealed class Pkcs11Session : IDisposable
{
    private const uint Class = 0, Label = 3, Value = 0x11, TypeOfKey = 0x100, Identifier = 0x102, Modulus = 0x120, PublicExponent = 0x122, EcParameters = 0x180, EcPoint = 0x181, AlwaysAuthenticate = 0x202;

    private readonly Pkcs11Module _module;
    private readonly Pkcs11Uri _uri;
    private readonly byte[]? _pin;
    private readonly string _token;
    private readonly uint _session;
    private readonly uint _key;

    private Pkcs11Session(Pkcs11Module module, Pkcs11Uri uri, byte[]? pin)
    {
        (_module, _uri, _pin) = (module, uri, pin);
        (var slot, _token, var wantsPin) = FindToken();
        _session = module.OpenSession(slot);
        if (wantsPin)
            Login(Pkcs11Module.User);
        _key = TheOnly(Pkcs11Module.PrivateKey, "private key", Named());
        KeyType = Pkcs11Module.ReadNumber(Attribute(_key, TypeOfKey));
    }

    /// <summary>CKA_KEY_TYPE.</summary>
    public uint KeyType { get; }

    /// <exception cref="UnusableInputException">There is no such module, token or key, or the PIN is wrong.</exception>
    public static Pkcs11Session Open(Pkcs11Uri uri, byte[]? pin)
    {
        var module = LoadModule(uri);
        try
        {
            return new Pkcs11Session(module, uri, pin);
        }
        catch (Exception exception)
        {
            module.Dispose();
            if (exception is Pkcs11Exception)
                throw new UnusableInputException($"{uri.Name} cannot be used: {exception.Message}");
            throw;
        }
    }

    /// <exception cref="UnusableInputException">There is none.</exception>
    public string CertificatePem()
    {
        var certificate = TheOnly(Pkcs11Module.Certificate, "certificate", OfTheKey());
        return PemEncoding.WriteString("CERTIFICATE", Attribute(certificate, Value));
    }

    /// <summary>From the public key object, or from the certificate where there is none, as on smart cards.</summary>
    /// <exception cref="UnusableInputException">There is neither, or of an unsupported kind.</exception>
    public string PublicKeyPem()
    {
        if (Find(Pkcs11Module.PublicKey, OfTheKey()) is [var key])
            return PemEncoding.WriteString("PUBLIC KEY", PublicKeyInfo(key));
        if (Find(Pkcs11Module.Certificate, OfTheKey()) is not [var holder])
            throw new UnusableInputException($"{_uri.Name}: the token '{_token}' has neither the public key nor the certificate of the key");
        using var certificate = X509CertificateLoader.LoadCertificate(Attribute(holder, Value));
        return PemEncoding.WriteString("PUBLIC KEY", certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <exception cref="UnusableInputException">The token does not sign.</exception>
    /// <exception cref="Pkcs11Exception">It does not know the mechanism.</exception>
    public byte[] Sign(uint mechanism, byte[] parameter, byte[] data)
    {
        try
        {
            _module.BeginSign(_session, _key, mechanism, parameter);
            if (_module.Attribute(_session, _key, AlwaysAuthenticate) is [not 0])
                Login(Pkcs11Module.ContextSpecific);
            return _module.Sign(_session, data);
        }
        catch (Pkcs11Exception exception) when (exception.Code != Pkcs11Module.MechanismInvalid || mechanism != Pkcs11Module.RsaPkcsPss)
        {
            throw new UnusableInputException($"{_uri.Name} does not sign: {exception.Message}");
        }
    }

    public void Dispose()
    {
        _module.CloseSession(_session);
        _module.Dispose();
    }

    private static Pkcs11Module LoadModule(Pkcs11Uri uri)
    {
        try
        {
            return Pkcs11Module.Load(uri.ModulePath);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new UnusableInputException($"{uri.Name}: the module {uri.ModulePath} cannot be loaded; there is no such library for this machine");
        }
        catch (EntryPointNotFoundException)
        {
            throw new UnusableInputException($"{uri.Name}: {uri.ModulePath} is no PKCS#11 module");
        }
        catch (Pkcs11Exception exception)
        {
            throw new UnusableInputException($"{uri.Name}: the module {uri.ModulePath} cannot be used: {exception.Message}");
        }
    }

    private (uint Slot, string Label, bool WantsPin) FindToken()
    {
        var tokens = _module.Slots().Select(slot => (Slot: slot, Token: _module.TokenIn(slot))).ToList();
        var named = tokens.FindAll(one => (_uri.Token ?? one.Token.Label) == one.Token.Label && (_uri.Serial ?? one.Token.Serial) == one.Token.Serial);
        if (named is [var only])
            return (only.Slot, only.Token.Label, only.Token.WantsPin);
        var all = string.Join(", ", tokens.Select(one => one.Token.Label).Where(label => label.Length > 0).Select(label => $"'{label}'"));
        throw new UnusableInputException(named.Count == 0
            ? $"{_uri.Name}: there is no such token; the module has {(all.Length > 0 ? all : "none")}"
            : $"{_uri.Name}: there are several such tokens ({all}); give token or serial");
    }

    private void Login(uint user)
    {
        if (_pin is null)
            throw new UnusableInputException($"{_uri.Name}: the token '{_token}' wants a PIN; set {Pkcs11Key.PinVariable}, or give pin-source=FILE");
        try
        {
            _module.Login(_session, user, _pin);
        }
        catch (Pkcs11Exception exception)
        {
            throw new UnusableInputException(exception.Code switch
            {
                Pkcs11Module.PinIncorrect or Pkcs11Module.PinInvalid or Pkcs11Module.PinLength => $"{_uri.Name}: the token '{_token}' refuses the PIN, which is wrong",
                Pkcs11Module.PinLocked => $"{_uri.Name}: the token '{_token}' has locked the PIN, after too many wrong ones",
                Pkcs11Module.PinExpired or Pkcs11Module.PinNotSet => $"{_uri.Name}: the PIN of the token '{_token}' must be set first",
                _ => $"{_uri.Name}: the token '{_token}' cannot be unlocked: {exception.Message}",
            });
        }
    }

    private List<(uint Type, byte[] Value)> Named()
    {
        var attributes = new List<(uint, byte[])>();
        if (_uri.Object is { } label)
            attributes.Add((Label, Encoding.UTF8.GetBytes(label)));
        if (_uri.Id is { } id)
            attributes.Add((Identifier, id));
        return attributes;
    }

    // The halves of a pair have the same id; keys without one have the same label at least.
    private List<(uint Type, byte[] Value)> OfTheKey() => _module.Attribute(_session, _key, Identifier) is { Length: > 0 } id ? [(Identifier, id)] : Named();

    private uint[] Find(uint objectClass, List<(uint Type, byte[] Value)> attributes) => _module.Find(_session, [(Class, Pkcs11Module.Number(objectClass)), .. attributes]);

    private uint TheOnly(uint objectClass, string what, List<(uint Type, byte[] Value)> attributes) => Find(objectClass, attributes) switch
    {
        [var only] => only,
        [] => throw new UnusableInputException($"{_uri.Name}: the token '{_token}' has no such {what}"),
        _ => throw new UnusableInputException($"{_uri.Name}: the token '{_token}' has several such {what}s; give object or id"),
    };

    private byte[] Attribute(uint handle, uint type) =>
        _module.Attribute(_session, handle, type) ?? throw new UnusableInputException($"{_uri.Name}: the token '{_token}' does not tell the attribute 0x{type:X}");

    private byte[] PublicKeyInfo(uint key)
    {
        if (KeyType == Pkcs11Module.Rsa)
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Attribute(key, Modulus), Exponent = Attribute(key, PublicExponent) });
            return rsa.ExportSubjectPublicKeyInfo();
        }

        if (KeyType is not (Pkcs11Module.Ec or Pkcs11Module.Edwards))
            throw new UnusableInputException($"{_uri.Name} is a key of an unsupported type (0x{KeyType:X}); expected ECDSA on P-256 or P-384, RSA, or Ed25519");
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(KeyType == Pkcs11Module.Ec ? "1.2.840.10045.2.1" : "1.3.101.112");
                if (KeyType == Pkcs11Module.Ec)
                    writer.WriteEncodedValue(Attribute(key, EcParameters));
            }

            writer.WriteBitString(Point(Attribute(key, EcPoint)));
        }

        return writer.Encode();
    }

    // In an OCTET STRING, as the standard has it, or bare, as some tokens have it: 32 bytes of Ed25519, and 65 or 97 of the two curves.
    private byte[] Point(byte[] value)
    {
        try
        {
            return value.Length is 32 or 65 or 97 ? value : AsnDecoder.ReadOctetString(value, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            throw new UnusableInputException($"{_uri.Name} is on an unsupported curve; expected P-256 or P-384, or Ed25519");
        }
    }
}
