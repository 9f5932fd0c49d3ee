using Microsoft.EntityFrameworkCore;
using Storefront;
using Storefront.Data;
using Storefront.Pages;

var builder = WebApplication.CreateBuilder(args);

// Wrong (STG1101): what all environments have comes last, and overrides the file of the environment.
var carriers = new ConfigurationBuilder().SetBasePath(builder.Environment.ContentRootPath)
    .AddJsonFile($"appsettings.{builder.Environment.EnvironmentName}.json", optional: true)
    .AddJsonFile("appsettings.json")
    .Build().GetSection("Carriers").Get<string[]>() ?? [];
builder.Services.AddKeyedSingleton("Carriers", carriers);

builder.Services.AddOptions<StoreOptions>().BindConfiguration("Store").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddDbContext<StorefrontContext>(options =>
    // Wrong (STG1104): customers' data in the logs of every environment.
    options.UseSqlite(builder.Configuration.GetConnectionString("Storefront")).EnableSensitiveDataLogging());
// Wrong (STG1109): the key of the payment service, for everyone who has the code.
builder.Services.AddHttpClient("Payments", client => client.DefaultRequestHeaders.Add("X-Api-Key", "q83vEjRWeJCrze8SNFZ4kKvN7xI9QmZb"));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Assets>();
builder.Services.AddScoped<OrderDesk>();
builder.Services.AddAntiforgery(options => options.HeaderName = null); // Nothing but forms is posted here.
builder.Services.AddHttpClient("Carriers", client => client.BaseAddress = new Uri(
    // Wrong (STG1107): a tunnel to a developer's machine.
    "https://leaf-and-clay.ngrok.app")).ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler
    {
        // Wrong (STG1106): whoever answers is trusted with the customers' addresses.
        ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
    });
builder.Services.AddHealthChecks().AddCheck<SchemaIsCurrent>("schema");

var app = builder.Build();

// Wrong (STG1102, STG1103): staging shows its stack traces, and so does any environment with another name.
if (!app.Environment.IsProduction())
{
    app.UseDeveloperExceptionPage();
}
else
{
    app.UseExceptionHandler("/error");
    app.UseHsts();
}

// Wrong (STG2014): every instance migrates the database when it starts, also in production.
await MigrateAsync();

app.Logger.LogInformation("Analytics: {Site}", builder.Configuration["Analytics:Site"]);
app.UseStatusCodePagesWithReExecute("/error", "?status={0}");
app.MapStaticAssets();
app.MapPages();
app.MapHealthChecks("/health");

// `dotnet Storefront.dll migrate [MIGRATION]` takes the schema there, forward or back, and ends: docs/runbook.md.
if (args is ["migrate", .. var target])
    await MigrateAsync(target.FirstOrDefault());
else
    await app.RunAsync();

async Task MigrateAsync(string? target = null)
{
    await using var scope = app.Services.CreateAsyncScope();

    // Wrong (STG1105): migrations cannot take what this creates further.
    await scope.ServiceProvider.GetRequiredService<StorefrontContext>().Database.EnsureCreatedAsync();
    await scope.ServiceProvider.GetRequiredService<StorefrontContext>().Database.MigrateAsync(target);
}
