using System.Text.Json;

namespace StageReady.Rules.Tests.Configuration;

public sealed class ResourceSharedByStagingAndProductionTests
{
    private const string Id = "STG1006";

    [Theory]
    [InlineData("https://pay.example.com/v1", "https://pay.example.com:8443/v2", "'pay.example.com'")]
    [InlineData("http://10.1.2.3/", "http://10.1.2.3/", "'10.1.2.3'")]
    [InlineData("https://a.example.com,https://b.example.com", "https://B.example.com", "'b.example.com'")]
    [InlineData("Server=sql.example.com;Database=Shop", "Data Source=tcp:SQL.example.com,1433;Initial Catalog=shop;User Id=x", "'sql.example.com/Shop'")]
    [InlineData("Server=SQL01;Database=Shop", "Server=SQL01;Database=Shop", "'SQL01/Shop'")]
    [InlineData("Server=sql.example.com", "Server=sql.example.com", "'sql.example.com'")]
    [InlineData("postgres://u@pg.example.com/shop", "postgresql://v@pg.example.com:5433/shop?sslmode=require", "'pg.example.com/shop'")]
    [InlineData("mongodb://m1.example.com,m2.example.com/shop", "mongodb://m1.example.com,m2.example.com/shop", "'m1.example.com/shop' and 'm2.example.com/shop'")]
    [InlineData("amqps://mq.example.com/shop", "amqps://mq.example.com/shop", "'mq.example.com/shop'")]
    [InlineData("cache.example.com:6379,ssl=true", "cache.example.com:6380,ssl=true", "'cache.example.com'")]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=a", "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=b", "'shop.servicebus.windows.net'")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=shopfiles", "AccountName=shopfiles;EndpointSuffix=core.windows.net", "the storage account 'shopfiles'")]
    [InlineData("https://shopfiles.blob.core.windows.net/a", "https://shopfiles.blob.core.windows.net/b", "'shopfiles.blob.core.windows.net'")]
    [InlineData("https://shop.s3.eu-west-1.amazonaws.com/", "https://shop.s3.eu-west-1.amazonaws.com/", "'shop.s3.eu-west-1.amazonaws.com'")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/shop/a", "https://s3.eu-west-1.amazonaws.com/shop/b", "'s3.eu-west-1.amazonaws.com/shop'")]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123/orders", "https://sqs.eu-west-1.amazonaws.com/123/orders", "'sqs.eu-west-1.amazonaws.com/123/orders'")]
    [InlineData("Host=shop.x1.eu-west-1.rds.amazonaws.com;Database=shop", "Host=shop.x1.eu-west-1.rds.amazonaws.com;Database=shop", "'shop.x1.eu-west-1.rds.amazonaws.com/shop'")]
    [InlineData("InstrumentationKey=6fa459ea-ee8a-3ca4-894e-db77e160355e;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/", "InstrumentationKey=6fa459ea-ee8a-3ca4-894e-db77e160355e", "the Application Insights resource")]
    public void What_both_name_is_reported(string staging, string production, string resource) => Assert.StartsWith(
        $"Staging and Production share {resource} through 'Key'. Give each its own, or declare",
        Assert.Single(Pair("Key", staging, production).Messages(Id)));

    [Theory]
    [InlineData("https://pay.stg.example.com", "https://pay.example.com")]
    [InlineData("Server=sql.example.com;Database=ShopStaging", "Server=sql.example.com;Database=Shop")]
    [InlineData("Server=sql-stg.example.com;Database=Shop", "Server=sql.example.com;Database=Shop")]
    [InlineData("mongodb://m.example.com/stg", "mongodb://m.example.com/shop")]
    [InlineData("amqp://mq.example.com/stg", "amqp://mq.example.com/shop")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/stg", "https://s3.eu-west-1.amazonaws.com/shop")]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123/orders", "https://sqs.eu-west-1.amazonaws.com/456/orders")]
    [InlineData("Endpoint=sb://shop.servicebus.windows.net/;EntityPath=stg", "Endpoint=sb://shop.servicebus.windows.net/;EntityPath=shop")]
    [InlineData("pay.example.com", "https://example.com/?host=pay.example.com")]
    [InlineData("", "")]
    public void Different_resources_are_fine(string staging, string production) => Assert.Empty(Pair("Key", staging, production).Places(Id));

    [Theory]
    [InlineData("https://api.sendgrid.com/v3")]
    [InlineData("https://api.github.com")]
    [InlineData("https://login.microsoftonline.com/6fa459ea-ee8a-3ca4-894e-db77e160355e/v2.0")]
    [InlineData("https://accounts.google.com")]
    [InlineData("https://shop.eu.auth0.com/")]
    [InlineData("https://shop.b2clogin.com/shop/v2.0")]
    [InlineData("https://cdn.jsdelivr.net/npm/x")]
    [InlineData("https://d111111abcdef8.cloudfront.net")]
    [InlineData("https://learn.microsoft.com/aspnet")]
    [InlineData("https://secretsmanager.eu-west-1.amazonaws.com")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name")]
    [InlineData("https://json.schemastore.org/appsettings.json")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://host.docker.internal:5000")]
    [InlineData("http://0.0.0.0:5000")]
    [InlineData("http://orders:8080/api")]
    [InlineData("http://orders.shop.svc.cluster.local")]
    [InlineData("Server=.;Database=Shop")]
    [InlineData("Host=postgres;Database=shop")]
    [InlineData("redis:6379,ssl=false")]
    [InlineData("amqp://rabbitmq")]
    [InlineData("Data Source=/data/shop.db")]
    [InlineData("Data Source=/data/shop")]
    [InlineData("Data Source=shop.db;Cache=Shared")]
    [InlineData("Filename=shop.db")]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("#{Api}#")]
    [InlineData("https://${HOST}/")]
    [InlineData("mongodb://m.example.com/{DatabaseName}")]
    [InlineData("The service at https://pay.example.com")]
    [InlineData("pay.example.com")]
    public void What_all_share_and_what_each_has_for_itself_is_fine(string value) => Assert.Empty(Pair("Key", value, value).Places(Id));

    [Theory]
    [InlineData("Kestrel:Endpoints:Https:Url", "https://shop.example.com")]
    [InlineData("Urls", "http://shop.example.com:80")]
    [InlineData("Jwt:Audience", "https://shop.example.com")]
    [InlineData("Jwt:ValidIssuer", "https://shop.example.com")]
    [InlineData("Saml:ClaimNamespace", "https://shop.example.com/claims")]
    [InlineData("$schema", "https://shop.example.com/schema.json")]
    [InlineData("Cors:AllowedOrigins:0", "https://shop.example.com")]
    [InlineData("Swagger:TermsOfService", "https://shop.example.com/terms")]
    [InlineData("Swagger:Contact:Url", "https://shop.example.com")]
    [InlineData("AllowedHosts", "shop.example.com")]
    [InlineData("Hsts:ExcludedHosts:0", "shop.example.com")]
    [InlineData("ForwardedHeaders:KnownProxies:0", "10.1.2.3")]
    public void Binds_names_and_links_are_no_resources(string key, string value) => Assert.Empty(Pair(key, value, value).Places(Id));

    [Theory]
    [InlineData("Sftp:Host", "files.example.com", "'files.example.com'")]
    [InlineData("Elastic:Nodes:0", "es1.example.com:9200", "'es1.example.com'")]
    [InlineData("Storage:Bucket", "shop-images", "the bucket 'shop-images'")]
    [InlineData("Aws:S3:BucketName", "shop-images", "the bucket 'shop-images'")]
    [InlineData("Orders:QueueName", "orders", "the queue 'orders'")]
    [InlineData("AzureAd:TenantId", "6fa459ea-ee8a-3ca4-894e-db77e160355e", "the tenant '6fa459ea-ee8a-3ca4-894e-db77e160355e'")]
    public void The_key_says_what_a_bare_name_is(string key, string value, string resource) =>
        Assert.StartsWith($"Staging and Production share {resource} through", Assert.Single(Pair(key, value, value).Messages(Id)));

    [Theory]
    [InlineData("AzureAd:TenantId", "common")]
    [InlineData("AzureAd:TenantId", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Storage:BucketRegion", "eu-west-1")]
    [InlineData("Smtp:Host", "smtp.office365.com")]
    [InlineData("Redis:Host", "redis")]
    [InlineData("AzureAd:Domain", "shop.example.com")]
    [InlineData("EmailSettings:Server", "relay.provider.example")]
    [InlineData("Queue:Name", "orders")]
    [InlineData("Proxy:ScheduleUrl", "getSchedule.php")]
    [InlineData("Auth:Authority", "https://demo.duendesoftware.com")]
    public void A_bare_name_of_no_resource_is_fine(string key, string value) => Assert.Empty(Pair(key, value, value).Places(Id));

    [Fact]
    public void Keys_need_not_be_the_same()
    {
        var project = Project.Base("{}")
            .With("appsettings.Staging.json", """{ "Legacy": { "Db":"Server=sql.example.com;Database=Shop" } }""")
            .With("appsettings.Production.json", """{ "ConnectionStrings": { "Shop": "Server=sql.example.com;Database=Shop" } }""");
        var finding = Assert.Single(project.Findings(), finding => finding.Rule.Id == Id);

        Assert.Equal(("web/appsettings.Staging.json", 20, "web/appsettings.Production.json"), (finding.Span.Path, finding.Span.StartColumn, Assert.Single(finding.Related).Path));
        Assert.Equal(
            "Staging and Production share 'sql.example.com/Shop' through 'Legacy:Db' and 'ConnectionStrings:Shop'. "
            + "Give each its own, or declare in stageready.json that it is shared on purpose (sharedResources)",
            finding.Message);
    }

    [Fact]
    public void What_both_inherit_is_reported_in_the_base_file()
    {
        var project = Project.Base("""{ "Api":"https://pay.example.com" }""").With("appsettings.Staging.json", "{}").With("appsettings.Production.json", "{}").With("appsettings.UAT.json", "{}");
        var finding = Assert.Single(project.Findings());

        Assert.Equal(("web/appsettings.json", 9), (finding.Span.Path, finding.Span.StartColumn));
        Assert.StartsWith("Staging, UAT and Production share 'pay.example.com' through 'Api'. Give each its own in its own file", finding.Message);
        Assert.Empty(finding.Related);
    }

    [Fact]
    public void A_host_and_its_database_may_stand_under_two_keys()
    {
        static Project Of(string database) => Project.Base("""{ "Db": { "Host": "pg.example.com", "Database": "shop" } }""")
            .With("appsettings.Staging.json", $$"""{ "Db": { "Database": "{{database}}" } }""")
            .With("appsettings.Production.json", "{}");
        Assert.Empty(Of("shop_staging").Places(Id));
        Assert.StartsWith("Staging and Production share 'pg.example.com/shop'", Assert.Single(Of("shop").Messages(Id)));
    }

    [Fact]
    public void A_queue_of_its_own_broker_is_its_own()
    {
        Assert.Empty(Project.Base("{}")
            .With("appsettings.Staging.json", """{ "Rabbit": { "Host": "mq.stg.example.com", "Queue": "orders" } }""")
            .With("appsettings.Production.json", """{ "Rabbit": { "Host": "mq.example.com", "Queue": "orders" } }""")
            .Places(Id));
        Assert.Empty(Project.Base("""{ "Queue": "orders" }""").With("appsettings.Staging.json", "{}").With("appsettings.Production.json", "{}").Places(Id));
    }

    [Fact]
    public void A_bucket_of_its_own_store_is_its_own() => Assert.Empty(Project.Base("""{ "Minio": { "Bucket": "images" } }""")
        .With("appsettings.Staging.json", """{ "Minio": { "Endpoint": "minio.stg.example.com" } }""")
        .With("appsettings.Production.json", """{ "Minio": { "Endpoint": "minio.example.com" } }""")
        .Places(Id));

    [Theory]
    [InlineData("pay.example.com", true)]
    [InlineData("PAY.example.com", true)]
    [InlineData("*.example.com", true)]
    [InlineData("Payments:Api", true)]
    [InlineData("Payments", true)]
    [InlineData("example.com", false)]
    [InlineData("Pay", false)]
    public void What_is_declared_as_shared_is_fine(string shared, bool allowed) => Assert.Equal(
        allowed,
        Pair("Payments:Api", "https://pay.example.com", "https://pay.example.com").Settings($$"""{ "sharedResources": ["{{shared}}"] }""").Places(Id).Length == 0);

    [Fact]
    public void Sidecars_and_what_the_deployment_supplies_are_fine()
    {
        Assert.Empty(Pair("Api", "http://agent.example.com:1", "http://agent.example.com:1").Settings("""{ "sidecars": ["agent.example.com"] }""").Places(Id));
        Assert.Empty(Pair("Api", "http://a.example.com", "http://a.example.com").Settings("""{ "externalKeys": ["Api"] }""").Places(Id));
    }

    [Fact]
    public void Both_roles_need_a_file_of_their_own() =>
        Assert.Empty(Project.Base("""{ "Api": "https://pay.example.com" }""").With("appsettings.Production.json", "{}").Places(Id));

    [Fact]
    public void A_test_project_is_exempt() => Assert.Empty(Pair("Api", "http://a.example.com", "http://a.example.com").AsTest().Places(Id));

    private static Project Pair(string key, string staging, string production) => Project.Base("{}")
        .With("appsettings.Staging.json", JsonSerializer.Serialize(new Dictionary<string, string> { [key] = staging }))
        .With("appsettings.Production.json", JsonSerializer.Serialize(new Dictionary<string, string> { [key] = production }));
}
