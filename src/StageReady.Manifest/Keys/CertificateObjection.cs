using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>Why a certificate does not count.</summary>
/// <param name="Reason">For people, a part of a sentence.</param>
/// <param name="IsOfTime">Whether it would count at another time.</param>
internal sealed record CertificateObjection(string Reason, bool IsOfTime)
{
    /// <returns>Null if the certificate was valid then.</returns>
    public static CertificateObjection? OfTime(X509Certificate2 certificate, DateTimeOffset time)
    {
        var (from, to) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        return from <= time && time <= to ? null : new CertificateObjection($"the certificate of {certificate.Subject} is valid from {Text(from)} to {Text(to)}, not on {Text(time)}", IsOfTime: true);
    }

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
