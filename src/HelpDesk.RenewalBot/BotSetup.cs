using HelpDesk.Hosting;
using HelpDesk.RenewalBot.Cards;
using HelpDesk.RenewalBot.Conversations;
using HelpDesk.RenewalBot.Feed;
using HelpDesk.RenewalBot.History;
using HelpDesk.RenewalBot.Notices;
using HelpDesk.RenewalBot.Renewing;
using HelpDesk.RenewalBot.Status;
using HelpDesk.RenewalBot.TemporaryAccounts;
using Microsoft.Extensions.Options;

namespace HelpDesk.RenewalBot;

/// <summary>The bot's features, each with what it needs.</summary>
internal static class BotSetup
{
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<ConversationOptions, ConversationOptionsValidator>(configuration.GetSection(ConversationOptions.Section));
        services.AddSingleton<CardSeal>();
        services.AddSingleton<Chats>();
        // Made when first used: by then the host has checked the configuration.
        services.AddSingleton(provider => new Lazy<BotAdapter>(provider.GetRequiredService<BotAdapter>));
        services.AddSingleton<Speaker>();
        services.AddSingleton<Greeter>();
        services.AddSingleton<ChatErrors>();
        services.AddSingleton<ChatDialogs>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<StatusCommand>();
        services.AddSingleton<HistoryCommand>();
        services.AddSingleton<IBot, RenewalBotHandler>();
        services.AddSingleton<CardClicks>();
        services.AddHostedService(provider => provider.GetRequiredService<CardClicks>());
        return services;
    }

    public static IServiceCollection AddRenewing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<SignInOptions, SignInOptionsValidator>(configuration.GetSection(SignInOptions.Section));
        services.AddSingleton<RenewRuns>();
        services.AddSingleton<SignInPrompts>();
        services.AddSingleton<Identification>();
        services.AddSingleton<ChooseStep>();
        services.AddSingleton<CheckStep>();
        services.AddSingleton<AccountStep>();
        services.AddSingleton<StartStep>();
        services.AddSingleton<CleanUpStep>();
        services.AddSingleton<ChecklistDialog>();
        services.AddSingleton<RenewDialog>();
        services.AddSingleton<SignInDialog>();
        return services;
    }

    public static IServiceCollection AddTemporaryAccounts(this IServiceCollection services)
    {
        services.AddSingleton<TemporaryAccountTalks>();
        services.AddSingleton<AccountLook>();
        services.AddSingleton<TemporaryAccountDialog>();
        services.AddSingleton<AccountDeletedCommand>();
        services.AddSingleton<TemporaryAccountSender>();
        return services;
    }

    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<NoticesOptions, NoticesOptionsValidator>(configuration.GetSection(NoticesOptions.Section));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<NoticePlanner>();
        services.AddSingleton<NoticeSender>();
        services.AddSingleton<RenewalNewsSender>();
        services.AddHostedService<OutboxWorker>();
        return services;
    }

    public static IServiceCollection AddFeed(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<FeedOptions, FeedOptionsValidator>(configuration.GetSection(FeedOptions.Section));
        services.AddSingleton<RenewalBotMetrics>();
        services.AddSingleton<ChangeFeed>();
        services.AddHostedService<FeedFollower>();
        return services;
    }

    /// <summary>Options that are looked at when the host starts.</summary>
    public static void AddChecked<TOptions, TValidator>(this IServiceCollection services, IConfigurationSection section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindSettings(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
