using Microsoft.EntityFrameworkCore;
using Storefront;
using Storefront.Data;
using Storefront.Pages;

var builder = WebApplication.CreateBuilder(args);

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
    await scope.ServiceProvider.GetRequiredService<StorefrontContext>().Database.MigrateAsync(target);
}
