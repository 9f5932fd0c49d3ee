using Microsoft.EntityFrameworkCore;
using Storefront;
using Storefront.Data;
using Storefront.Pages;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddOptions<StoreOptions>().BindConfiguration("Store").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddDbContext<StorefrontContext>(options =>
    options.UseSqlite(builder.Configuration.GetConnectionString("Storefront")));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Assets>();
builder.Services.AddScoped<OrderDesk>();
builder.Services.AddAntiforgery(options => options.HeaderName = null); // Nothing but forms is posted here.
builder.Services.AddHealthChecks().AddCheck<SchemaIsCurrent>("schema");

var app = builder.Build();

if (app.Environment.IsDevelopment())
{
    app.UseDeveloperExceptionPage();
    await MigrateAsync();
}
else
{
    app.UseExceptionHandler("/error");
    app.UseHsts();
}

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
