using StageReady.Configuration;

namespace StageReady.Privacy;

/// <summary>What a name lets expect of a number without form.</summary>
internal sealed class NameHint(string name)
{
    private readonly HashSet<string> _words = [.. name.Split(':', '.').SelectMany(KeyPath.Words)];
    private readonly HashSet<string> _last = [.. KeyPath.Words(name.Split(':', '.').LastOrDefault(part => part.Any(char.IsLetter)) ?? "")];

    public bool IsPhone => Has("phone", "phones", "telephone", "telefon", "telefono", "tel", "mobile", "cell", "cellphone", "msisdn", "handy", "fax", "whatsapp");

    /// <summary>Of an organisation or a service, not of a person.</summary>
    public bool IsOfOrganisation => Has(
        "support", "sales", "office", "company", "hotline", "helpdesk", "service", "services", "business", "store", "shop", "organisation", "organization", "twilio", "sms", "sender", "from", "caller", "switchboard", "emergency",
        "stores", "shops", "companies", "offices", "organisations", "organizations", "supplier", "suppliers", "vendor", "vendors", "branch", "branches", "warehouse", "warehouses", "restaurant", "restaurants", "hotel",
        "hotels", "hospital", "hospitals", "clinic", "clinics", "school", "schools", "airline", "airlines", "carrier", "carriers", "manufacturer", "manufacturers", "department", "departments");

    public bool IsSocialSecurity => Has("ssn", "social");

    public bool IsNationalInsurance => Has("nino", "insurance", "national", "ni");

    public bool IsCpf => Has("cpf", "contribuinte");

    public bool IsTax => Has("tax", "steuer", "steuerid", "steuernummer", "tin", "idnr", "identifikationsnummer", "steueridentifikationsnummer");

    public bool IsCard => Has("card", "cards", "pan", "cc", "creditcard", "kreditkarte");

    /// <summary>Numbers that machines give.</summary>
    public bool IsTechnical => !IsCard && _last.Any(word => word is "id" or "ids" or "guid" or "key" or "version" or "timestamp" or "ticks" or "account" or "project" or "channel" or "app" or "pixel" or "size" or "limit"
        or "max" or "min" or "seed" or "token" or "secret" or "password" or "hash" or "code" or "offset" or "length" or "bytes");

    private bool Has(params string[] words) => words.Any(_words.Contains);
}
