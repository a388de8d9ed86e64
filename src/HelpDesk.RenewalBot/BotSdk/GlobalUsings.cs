// The bot SDK by the names that the bot's sources use. What each SDK does its own way lies in the folder that bears its name.
#if BOTSDK_MICROSOFT
global using AdaptiveCards;
global using Microsoft.Bot.Builder;
global using Microsoft.Bot.Builder.Dialogs;
global using Microsoft.Bot.Builder.Dialogs.Choices;
global using Microsoft.Bot.Builder.Teams;
global using Microsoft.Bot.Connector.Authentication;
global using Microsoft.Bot.Schema;
global using Microsoft.Bot.Schema.Teams;
global using HelpDesk.Bots.Authentication;
global using IBotFrameworkHttpAdapter = Microsoft.Bot.Builder.Integration.AspNet.Core.IBotFrameworkHttpAdapter;
#else
global using HelpDesk.Bots;
global using HelpDesk.Bots.Authentication;
global using HelpDesk.Bots.Cards;
global using HelpDesk.Bots.Dialogs;
global using HelpDesk.Bots.Schema;
global using IBotFrameworkHttpAdapter = HelpDesk.Bots.Hosting.IBotFrameworkHttpAdapter;
#endif
