using HelpDesk.RenewalService.Settings;
using HelpDesk.Storage.Service;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Database;

internal static class DatabaseSetup
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<DatabaseOptions, DatabaseOptionsValidator>(DatabaseOptions.Section);
        builder.Services.AddServiceStorage(services => DatabaseOptions.From(
            builder.Environment.ContentRootPath, services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString!));
        builder.Services.AddHostedService<DatabaseStart>();
    }
}
