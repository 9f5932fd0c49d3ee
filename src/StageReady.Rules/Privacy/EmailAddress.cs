using StageReady.Configuration;

namespace StageReady.Privacy;

/// <summary>Tells the e-mail address of a person from that of a role.</summary>
internal static class EmailAddress
{
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';', '<', '>', '(', ')', '[', ']', '"', '\'', '=', ':', '|'];

    /// <summary>Mailboxes of one person: of providers, not of organisations.</summary>
    private static readonly HashSet<string> PersonalProviders = WordSet.Of(
        """
        gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de ymail.com icloud.com me.com
        mac.com aol.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de proton.me protonmail.com pm.me mail.ru yandex.ru yandex.com qq.com
        163.com 126.com orange.fr free.fr laposte.net wanadoo.fr libero.it uol.com.br bol.com.br terra.com.br btinternet.com tutanota.com fastmail.com zoho.com comcast.net
        verizon.net att.net
        """, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] ExampleDomains = ["example.com", "example.org", "example.net", "example.edu", "contoso.com", "fabrikam.com", "adatum.com", "northwind.com", "acme.com", "domain.com", "yourdomain.com", "mydomain.com", "company.com", "email.com", "test.com", "tempuri.org", "mailinator.com", "mailtrap.io", "ethereal.email"];

    private static readonly string[] ReservedEndings = [".example", ".test", ".invalid", ".localhost", ".local", ".internal", ".lan"];

    /// <summary>Functions, and made-up persons.</summary>
    private static readonly HashSet<string> Roles = WordSet.Of(
        """
        info support sales contact contacts hello admin admins administrator noreply reply donotreply no not do postmaster webmaster hostmaster abuse security
        help helpdesk service services customerservice customer customers team office mail mailer email mailbox inbox notification notifications notify alert alerts
        billing invoice invoices accounts account accounting finance payments payment orders order shop store newsletter news marketing press media jobs hr
        careers recruiting legal privacy gdpr dpo feedback system sysadmin root dev devs developer developers devops ops operations it test tester testing
        tests qa demo user users username guest sample example dummy default foo bar someone somebody anyone me you your youremail yourname my myemail
        name firstname lastname first last john jane doe johndoe janedoe max mustermann bot robot service-account svc smtp api app application web website site server monitoring monitor logs
        log errors error reports report backup git github placeholder changeme client clients partner partners booking bookings reservations events community enquiries inquiries mailing list
        registration register signup subscribe unsubscribe bounce bounces returns shipping delivery warehouse purchase procurement management manager superadmin super
        staging stage prod production dev local kontakt buchhaltung rechnung vertrieb kundenservice bewerbung contato contacto suporte soporte ventas vendas
        """, StringComparer.OrdinalIgnoreCase);

    public static bool IsPersonalIn(string text) =>
        text.IndexOf('@') > 0 && text.Split(Separators).Any(IsPersonal);

    private static bool IsPersonal(string token)
    {
        token = token.TrimEnd('.', '!', '?');
        var at = token.IndexOf('@');
        if (at <= 0 || token.IndexOf('@', at + 1) >= 0)
            return false;

        var local = token.Substring(0, at);
        var domain = token.Substring(at + 1);
        if (!IsDomain(domain) || !IsLocalPart(local) || IsExample(domain))
            return false;

        var plus = local.IndexOf('+');
        var words = KeyPath.Words(plus > 0 ? local.Substring(0, plus) : local);
        if (words.Count == 0 || words.Any(IsRole))
            return false;
        return PersonalProviders.Contains(domain) || IsFirstAndLastName(plus > 0 ? local.Substring(0, plus) : local);
    }

    // shopadmin, supportteam
    private static bool IsRole(string word) =>
        Roles.Contains(word) || word.EndsWith("admin", StringComparison.Ordinal) || word.StartsWith("admin", StringComparison.Ordinal) || word.Contains("support") || word.EndsWith("noreply", StringComparison.Ordinal);

    // petra.lindqvist, p.lindqvist, petra_lindqvist84; an organisation's single word may be a product as well.
    private static bool IsFirstAndLastName(string local)
    {
        var parts = local.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Split('.', '_');
        return parts.Length == 2 && parts[0].Length > 0 && parts[1].Length > 2 && parts.All(part => part.All(character => char.IsLetter(character) || character == '-'));
    }

    private static bool IsLocalPart(string local) => local.Length <= 64 && local.All(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-' or '+');

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1
            && labels.All(label => label.Length > 0 && label.All(character => char.IsLetterOrDigit(character) || character == '-'))
            && labels[labels.Length - 1] is { Length: > 1 } top && top.All(char.IsLetter) && top is not ("png" or "jpg" or "svg" or "js" or "css" or "json");
    }

    private static bool IsExample(string domain) =>
        ExampleDomains.Any(example => domain.Equals(example, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + example, StringComparison.OrdinalIgnoreCase))
        || ReservedEndings.Any(ending => domain.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || KeyPath.Words(domain).Any(word => word is "example" or "yourdomain" or "yourcompany" or "mycompany" or "domain");
}
