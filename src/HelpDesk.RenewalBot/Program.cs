using HelpDesk.Hosting;
using HelpDesk.RenewalBot;
using HelpDesk.RenewalBot.BotSdk;
using HelpDesk.RenewalBot.Data;
using HelpDesk.RenewalBot.Service;

var builder = HostSetup.CreateBuilder(args);
builder.Services.AddData(builder.Configuration, builder.Environment);
builder.Services.AddBotSdk(builder.Configuration);
builder.Services.AddRenewalService(builder.Configuration);
builder.Services.AddConversations(builder.Configuration);
builder.Services.AddRenewing(builder.Configuration);
builder.Services.AddTemporaryAccounts();
builder.Services.AddNotices(builder.Configuration);
builder.Services.AddFeed(builder.Configuration);
builder.Services.AddHealthChecks();

var app = builder.Build();
app.MapBotSdk();
app.MapHealthChecks("/health");
return await app.RunToEndAsync();
