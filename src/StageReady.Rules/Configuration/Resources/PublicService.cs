namespace StageReady.Configuration;

/// <summary>Hosts that belong to nobody's environment: the services, identity authorities, content networks and documents that all of the world shares.</summary>
internal static class PublicService
{
    /// <summary>Domains, with all below them.</summary>
    private static readonly HashSet<string> Domains = new(StringComparer.OrdinalIgnoreCase)
    {
        // Identity authorities, also where a customer has a host of its own
        "microsoftonline.com", "microsoftonline.us", "microsoftonline.de", "login.windows.net", "sts.windows.net", "login.live.com", "b2clogin.com", "ciamlogin.com", "accounts.google.com", "appleid.apple.com",
        "auth0.com", "okta.com", "oktapreview.com", "okta-emea.com", "onelogin.com", "pingidentity.com", "pingone.com", "amazoncognito.com", "duosecurity.com", "login.yahoo.com", "clerk.com", "stytch.com", "workos.com",
        "demo.duendesoftware.com", "demo.identityserver.io", "login.gov", "id.me", "bankid.com", "idin.nl", "signicat.com", "criipto.id",

        // Microsoft
        "graph.microsoft.com", "graph.windows.net", "management.azure.com", "management.core.windows.net", "analysis.windows.net", "powerbi.com", "office.com", "office365.com", "sharepoint.com", "outlook.com",
        "applicationinsights.azure.com", "applicationinsights.io", "services.visualstudio.com", "monitor.azure.com", "livediagnostics.monitor.azure.com", "cognitive.microsoft.com", "microsofttranslator.com",
        "atlas.microsoft.com", "dev.azure.com", "visualstudio.com", "botframework.com", "bing.com", "virtualearth.net", "xboxlive.com", "notify.windows.com", "webhook.office.com", "azconfig.azure.com", "mcr.microsoft.com",

        // Google, Apple, Meta and other networks
        "googleapis.com", "google.com", "gmail.com", "gstatic.com", "googletagmanager.com", "google-analytics.com", "recaptcha.net", "youtube.com", "youtu.be", "fcm.googleapis.com", "apple.com", "icloud.com",
        "facebook.com", "fb.com", "instagram.com", "whatsapp.com", "twitter.com", "x.com", "linkedin.com", "tiktok.com", "pinterest.com", "reddit.com", "line.me", "kakao.com", "naver.com", "weixin.qq.com", "qq.com",
        "vk.com", "telegram.org", "discord.com", "discordapp.com", "twitch.tv", "spotify.com", "steampowered.com", "steamcommunity.com", "vimeo.com", "gravatar.com",

        // Work
        "github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org", "atlassian.com", "atlassian.net", "slack.com", "zoom.us", "notion.com", "trello.com", "asana.com", "zendesk.com", "intercom.io", "intercom.com",
        "hubspot.com", "hubapi.com", "salesforce.com", "force.com", "freshdesk.com", "dropbox.com", "dropboxapi.com", "box.com", "docusign.net", "docusign.com", "airtable.com", "calendly.com", "monday.com",

        // Mail and messages
        "sendgrid.com", "sendgrid.net", "mailgun.org", "mailgun.net", "mailjet.com", "postmarkapp.com", "sparkpost.com", "sparkpostmail.com", "sendinblue.com", "brevo.com", "mailchimp.com", "mandrillapp.com", "resend.com",
        "mailtrap.io", "zoho.com", "zoho.eu", "yandex.ru", "yandex.com", "mail.ru", "gmx.net", "ionos.com", "ovh.net", "hostinger.com", "twilio.com", "nexmo.com", "vonage.com", "messagebird.com", "bird.com", "plivo.com",
        "sinch.com", "clicksend.com", "onesignal.com", "expo.dev", "exp.host", "pusher.com", "ably.io", "infobip.com", "46elks.com", "smsapi.com", "netgsm.com.tr", "iletimerkezi.com",

        // Payments and shipping
        "stripe.com", "paypal.com", "braintreegateway.com", "braintree-api.com", "adyen.com", "squareup.com", "mollie.com", "klarna.com", "razorpay.com", "checkout.com", "authorize.net", "worldpay.com", "paystack.co",
        "paystack.com", "flutterwave.com", "iyzipay.com", "iyzico.com", "mercadopago.com", "pagseguro.uol.com.br", "payu.com", "przelewy24.pl", "zalopay.vn", "momo.vn", "vnpayment.vn", "kcp.co.kr", "tosspayments.com",
        "alipay.com", "plaid.com", "wise.com", "coinbase.com", "binance.com", "kraken.com", "coingecko.com", "fedex.com", "ups.com", "usps.com", "dhl.com", "easypost.com", "shippo.com", "goshippo.com", "avalara.com",
        "avatax.com", "taxjar.com", "shopify.com", "myshopify.com", "xero.com", "intuit.com", "quickbooks.com",

        // Watching and measuring
        "sentry.io", "datadoghq.com", "datadoghq.eu", "newrelic.com", "nr-data.net", "honeycomb.io", "grafana.net", "grafana.com", "logz.io", "loggly.com", "papertrailapp.com", "elastic.co", "splunkcloud.com", "sumologic.com",
        "raygun.com", "raygun.io", "rollbar.com", "bugsnag.com", "logentries.com", "betterstack.com", "uptime.com", "pingdom.com", "pagerduty.com", "opsgenie.com", "segment.io", "segment.com", "mixpanel.com", "amplitude.com",
        "posthog.com", "hotjar.com", "matomo.cloud", "launchdarkly.com", "split.io", "flagsmith.com", "configcat.com",

        // Maps, weather, exchange rates, addresses, languages, models
        "openstreetmap.org", "mapbox.com", "here.com", "hereapi.com", "arcgis.com", "maptiler.com", "what3words.com", "ipstack.com", "ipapi.co", "ipinfo.io", "ip-api.com", "ipify.org", "ipdata.co", "ipgeolocation.io",
        "maxmind.com", "openweathermap.org", "weatherapi.com", "open-meteo.com", "weather.gov", "exchangerate-api.com", "exchangeratesapi.io", "openexchangerates.org", "fixer.io", "currencyapi.com", "currencylayer.com",
        "alphavantage.co", "ecb.europa.eu", "smarty.com", "smartystreets.com", "loqate.com", "postcodes.io", "viacep.com.br", "deepl.com", "openai.com", "anthropic.com", "cohere.ai", "mistral.ai", "huggingface.co",
        "deepseek.com", "groq.com", "openrouter.ai", "replicate.com", "elevenlabs.io", "stability.ai", "hcaptcha.com", "cloudflare.com", "rapidapi.com", "themoviedb.org", "tmdb.org", "imdb.com", "omdbapi.com",
        "thetvdb.com", "wikipedia.org", "wikimedia.org", "wikidata.org", "europa.eu", "haveibeenpwned.com", "pwnedpasswords.com", "virustotal.com", "qr-code-generator.com", "qrserver.com", "unsplash.com", "pexels.com",
        "giphy.com", "docker.io", "docker.com", "nuget.org", "npmjs.org", "npmjs.com", "pypi.org", "maven.org", "letsencrypt.org", "digicert.com", "sectigo.com", "verisign.com", "pool.ntp.org", "nist.gov", "jsonplaceholder.typicode.com",
        "githubapp.com", "vercel.com", "netlify.com", "algolia.net", "algolianet.com", "algolia.com", "contentful.com", "prismic.io", "sanity.io", "cloudinary.com", "imgix.net", "imagekit.io", "auth.docker.io",

        // Content networks
        "jsdelivr.net", "unpkg.com", "cdnjs.com", "cloudfront.net", "akamaihd.net", "akamaized.net", "akamai.net", "azureedge.net", "azurefd.net", "fastly.net", "bootstrapcdn.com", "jquery.com", "fontawesome.com", "typekit.net",
        "aspnetcdn.com", "b-cdn.net", "bunnycdn.com", "stackpathcdn.com", "skypack.dev", "esm.sh", "tailwindcss.com",

        // Documents, names of namespaces and schemas
        "learn.microsoft.com", "docs.microsoft.com", "msdn.microsoft.com", "aka.ms", "go.microsoft.com", "schemas.microsoft.com", "schemas.xmlsoap.org", "schemas.openxmlformats.org", "schemas.android.com", "w3.org", "tempuri.org",
        "oasis-open.org", "json-schema.org", "schemastore.org", "purl.org", "xmlns.com", "opengis.net", "ietf.org", "rfc-editor.org", "iana.org", "schema.org", "openid.net", "oauth.net", "hl7.org", "loinc.org", "snomed.info", "dicom.nema.org",
        "swagger.io", "openapis.org", "readthedocs.io", "readthedocs.org", "github.io", "gitbook.io", "stackoverflow.com", "medium.com", "mozilla.org", "opensource.org", "gnu.org", "apache.org", "creativecommons.org", "choosealicense.com",
    };

    /// <summary>Labels before the region in hosts of Amazon that one customer has for itself; the others are the services.</summary>
    private static readonly HashSet<string> OwnAmazonServices = WordSet.Of(
        """
        rds cache es aoss elb redshift mq kafka docdb neptune execute-api lambda-url memorydb dax elasticbeanstalk amplifyapp
        """, StringComparer.OrdinalIgnoreCase);

    public static bool Is(string host)
    {
        host = host.TrimEnd('.');
        if (host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase))
            return IsAmazonService(host.Split('.'));

        for (var start = 0; start >= 0; start = host.IndexOf('.', start) is var dot and >= 0 ? dot + 1 : -1)
        {
            if (Domains.Contains(host.Substring(start)))
                return true;
        }

        return false;
    }

    // bucket.s3.region.amazonaws.com and name.hash.region.rds.amazonaws.com are somebody's; sqs.region.amazonaws.com is everybody's.
    private static bool IsAmazonService(string[] labels) =>
        !labels.Any(OwnAmazonServices.Contains)
        && !(Array.FindIndex(labels, label => label.Equals("s3", StringComparison.OrdinalIgnoreCase) || label.StartsWith("s3-", StringComparison.OrdinalIgnoreCase)) > 0);
}
