using HelpDesk.RenewalService.Settings;
using HelpDesk.Storage.Service;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalService.Database;

internal static class DatabaseSetup
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<DatabaseOptions, DatabaseOptionsValidator>(DatabaseOptions.Section);
        builder.Services.AddServiceStorage(services => services.GetRequiredService<IOptions<DatabaseOptions>>().Value.At(builder.Environment));
        builder.Services.AddHostedService<DatabaseStart>();
    }
}
