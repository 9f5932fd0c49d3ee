using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace StageReady.Release;

/// <summary>
/// A PKCS#11 module (OASIS PKCS #11 2.40): the few functions that finding a key and signing with it need, called by pointers, so that the native executable has them too. CK_ULONG is C's
/// <c>unsigned long</c>, and on Windows structures are packed.
/// </summary>
internal sealed unsafe class Pkcs11Module : IDisposable
{
    public const uint Certificate = 1, PublicKey = 2, PrivateKey = 3;
    public const uint Rsa = 0, Ec = 3, Edwards = 0x40;
    public const uint User = 1, ContextSpecific = 2;
    public const uint RsaPkcs = 1, RsaPkcsPss = 0x0d, Ecdsa = 0x1041, Eddsa = 0x1057;
    public const uint MechanismInvalid = 0x70, PinIncorrect = 0xa0, PinInvalid = 0xa1, PinLength = 0xa2, PinExpired = 0xa3, PinLocked = 0xa4, PinNotSet = 0x102;

    private const uint AlreadyInitialized = 0x191;
    private const uint SerialSession = 4;
    private const int TokenInfoBytes = 256;

    private readonly nint _library;
    private readonly nint* _functions;

    private Pkcs11Module(nint library, nint functions)
    {
        _library = library;
        // CK_FUNCTION_LIST begins with a version of two bytes.
        _functions = (nint*)(functions + (OperatingSystem.IsWindows() ? 2 : sizeof(nint)));
    }

    /// <exception cref="DllNotFoundException">There is no such library.</exception>
    /// <exception cref="BadImageFormatException">It is none for this machine.</exception>
    /// <exception cref="EntryPointNotFoundException">It is no PKCS#11 module.</exception>
    /// <exception cref="Pkcs11Exception">It cannot be used.</exception>
    public static Pkcs11Module Load(string path)
    {
        var library = NativeLibrary.Load(path);
        try
        {
            var getFunctionList = (delegate* unmanaged[Cdecl]<nint*, CULong>)NativeLibrary.GetExport(library, "C_GetFunctionList");
            nint functions;
            Check(getFunctionList(&functions));
            var module = new Pkcs11Module(library, functions);
            var result = ((delegate* unmanaged[Cdecl]<void*, CULong>)module._functions[0])(null);
            if (result.Value != AlreadyInitialized)
                Check(result);
            return module;
        }
        catch
        {
            NativeLibrary.Free(library);
            throw;
        }
    }

    /// <summary>The slots that hold a token.</summary>
    public uint[] Slots()
    {
        var getSlotList = (delegate* unmanaged[Cdecl]<byte, CULong*, CULong*, CULong>)_functions[4];
        CULong count;
        Check(getSlotList(1, null, &count));
        var slots = new CULong[count.Value];
        fixed (CULong* first = slots)
            Check(getSlotList(1, first, &count));
        return [.. slots.Take((int)count.Value).Select(slot => (uint)slot.Value)];
    }

    public (string Label, string Serial, bool WantsPin) TokenIn(uint slot)
    {
        const int LabelBytes = 32, SerialAt = 80, SerialBytes = 16, FlagsAt = 96;
        const uint LoginRequired = 4;
        var info = stackalloc byte[TokenInfoBytes];
        Check(((delegate* unmanaged[Cdecl]<CULong, byte*, CULong>)_functions[6])(new CULong(slot), info));
        return (
            Encoding.UTF8.GetString(info, LabelBytes).TrimEnd(' ', '\0'),
            Encoding.UTF8.GetString(info + SerialAt, SerialBytes).TrimEnd(' ', '\0'),
            ((uint)Unsafe.ReadUnaligned<CULong>(info + FlagsAt).Value & LoginRequired) != 0);
    }

    public uint OpenSession(uint slot)
    {
        CULong session;
        Check(((delegate* unmanaged[Cdecl]<CULong, CULong, void*, void*, CULong*, CULong>)_functions[12])(new CULong(slot), new CULong(SerialSession), null, null, &session));
        return (uint)session.Value;
    }

    public void CloseSession(uint session) => ((delegate* unmanaged[Cdecl]<CULong, CULong>)_functions[13])(new CULong(session));

    public void Login(uint session, uint user, byte[] pin)
    {
        const uint AlreadyLoggedIn = 0x100;
        fixed (byte* first = pin)
        {
            var result = ((delegate* unmanaged[Cdecl]<CULong, CULong, byte*, CULong, CULong>)_functions[18])(new CULong(session), new CULong(user), first, new CULong((uint)pin.Length));
            if (result.Value != AlreadyLoggedIn)
                Check(result);
        }
    }

    /// <summary>The objects that have all of these attributes.</summary>
    public uint[] Find(uint session, params IReadOnlyList<(uint Type, byte[] Value)> attributes)
    {
        const int Most = 16;
        var template = stackalloc byte[attributes.Count * TripleBytes];
        var pins = new List<GCHandle>();
        try
        {
            for (var i = 0; i < attributes.Count; i++)
            {
                pins.Add(GCHandle.Alloc(attributes[i].Value, GCHandleType.Pinned));
                WriteTriple(template + (i * TripleBytes), attributes[i].Type, pins[^1].AddrOfPinnedObject(), attributes[i].Value.Length);
            }

            Check(((delegate* unmanaged[Cdecl]<CULong, byte*, CULong, CULong>)_functions[26])(new CULong(session), template, new CULong((uint)attributes.Count)));
            var found = stackalloc CULong[Most];
            CULong count;
            var result = ((delegate* unmanaged[Cdecl]<CULong, CULong*, CULong, CULong*, CULong>)_functions[27])(new CULong(session), found, new CULong(Most), &count);
            ((delegate* unmanaged[Cdecl]<CULong, CULong>)_functions[28])(new CULong(session));
            Check(result);
            var handles = new uint[count.Value];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = (uint)found[i].Value;
            return handles;
        }
        finally
        {
            pins.ForEach(pin => pin.Free());
        }
    }

    /// <summary>An attribute of an object; null if it has none that may be read.</summary>
    public byte[]? Attribute(uint session, uint handle, uint type)
    {
        var template = stackalloc byte[TripleBytes];
        WriteTriple(template, type, 0, 0);
        var getAttributeValue = (delegate* unmanaged[Cdecl]<CULong, CULong, byte*, CULong, CULong>)_functions[24];
        if (getAttributeValue(new CULong(session), new CULong(handle), template, new CULong(1)).Value != 0)
            return null;
        var value = new byte[(uint)Unsafe.ReadUnaligned<CULong>(template + LengthAt).Value];
        fixed (byte* first = value)
        {
            WriteTriple(template, type, (nint)first, value.Length);
            Check(getAttributeValue(new CULong(session), new CULong(handle), template, new CULong(1)));
        }

        return value;
    }

    /// <summary>A number as attributes and parameters have it.</summary>
    public static byte[] Number(params ReadOnlySpan<uint> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(CULong)];
        for (var i = 0; i < numbers.Length; i++)
            MemoryMarshal.Write(bytes.AsSpan(i * sizeof(CULong)), new CULong(numbers[i]));
        return bytes;
    }

    public static uint ReadNumber(byte[] value) => (uint)MemoryMarshal.Read<CULong>(value).Value;

    public void BeginSign(uint session, uint key, uint mechanism, byte[] parameter)
    {
        var template = stackalloc byte[TripleBytes];
        fixed (byte* first = parameter)
        {
            WriteTriple(template, mechanism, (nint)first, parameter.Length);
            Check(((delegate* unmanaged[Cdecl]<CULong, byte*, CULong, CULong>)_functions[42])(new CULong(session), template, new CULong(key)));
        }
    }

    public byte[] Sign(uint session, byte[] data)
    {
        // An RSA signature of 16384 bits.
        var signature = new byte[2048];
        var length = new CULong((uint)signature.Length);
        fixed (byte* first = data, target = signature)
            Check(((delegate* unmanaged[Cdecl]<CULong, byte*, CULong, byte*, CULong*, CULong>)_functions[43])(new CULong(session), first, new CULong((uint)data.Length), target, &length));
        return signature[..(int)length.Value];
    }

    public void Dispose()
    {
        ((delegate* unmanaged[Cdecl]<void*, CULong>)_functions[1])(null);
        NativeLibrary.Free(_library);
    }

    // CK_ATTRIBUTE and CK_MECHANISM have one form: a number, a pointer and the length of what it points to.
    private static int LengthAt => sizeof(CULong) + sizeof(nint);

    private static int TripleBytes => LengthAt + sizeof(CULong);

    private static void WriteTriple(byte* at, uint type, nint value, int length)
    {
        Unsafe.WriteUnaligned(at, new CULong(type));
        Unsafe.WriteUnaligned(at + sizeof(CULong), value);
        Unsafe.WriteUnaligned(at + LengthAt, new CULong((uint)length));
    }

    private static void Check(CULong result)
    {
        if (result.Value != 0)
            throw new Pkcs11Exception((uint)result.Value);
    }
}

/// <summary>A function of a PKCS#11 module failed.</summary>
internal sealed class Pkcs11Exception(uint code) : Exception($"the module reports the error 0x{code:X8}")
{
    /// <summary>CK_RV.</summary>
    public uint Code { get; } = code;
}
