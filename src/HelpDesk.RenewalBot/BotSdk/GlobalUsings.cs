// The bot SDK by the names that the bot's sources use. Another SDK with the same names brings its own version of this folder.
global using HelpDesk.Bots;
global using HelpDesk.Bots.Cards;
global using HelpDesk.Bots.Dialogs;
global using HelpDesk.Bots.Schema;
